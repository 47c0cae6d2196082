import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { findChromium } from '../../scripts/chromium.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'floe-chromium-'));
  vi.stubEnv('FLOE_CHROMIUM', '');
  vi.stubEnv('PATH', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function addProgram(name: string, mode = 0o755): string {
  const path = join(folder, name);
  writeFileSync(path, '', { mode });
  return path;
}

it('takes the browser that FLOE_CHROMIUM names', () => {
  const named = addProgram('my-browser');
  addProgram('chromium');
  vi.stubEnv('FLOE_CHROMIUM', named);

  expect(findChromium()).toBe(named);
});

it('refuses a FLOE_CHROMIUM that cannot be run, instead of taking another', () => {
  addProgram('chromium');
  vi.stubEnv('FLOE_CHROMIUM', join(folder, 'nowhere'));

  expect(() => findChromium()).toThrow(/FLOE_CHROMIUM names .*nowhere/);
});

it('finds a browser of the system by its name', () => {
  const chrome = addProgram('google-chrome');

  expect(findChromium()).toBe(chrome);
});

it('prefers Chromium to Chrome', () => {
  addProgram('google-chrome');
  const chromium = addProgram('chromium');

  expect(findChromium()).toBe(chromium);
});
