import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { advance, see, statusBadge, subscribe } from './support/person.ts';
import { type Stage, setStage } from './support/stage.ts';
import type { WatchedPage } from './support/watched-page.ts';

let stage: Stage;
let watched: WatchedPage | null = null;

beforeAll(async () => {
  stage = await setStage();
});
afterEach(async () => {
  await watched?.close();
  watched = null;
});
afterAll(() => stage?.close());

it('says on every page and file of the app where its parts may come from, and who may frame it', async () => {
  const html = await (await fetch(stage.url)).text();
  const files = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path);
  expect(files.length).toBeGreaterThan(2);

  for (const path of ['/', '/settings/billing', '/nowhere', ...files]) {
    const { headers } = await fetch(`${stage.url}${path}`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy, path).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(policy, path).toContain("base-uri 'none'");
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    expect(headers.get('referrer-policy'), path).toBe('strict-origin-when-cross-origin');
  }
});

it('lets nobody keep what it says about who is signed in', async () => {
  for (const path of ['/api/session', '/api/auth/get-session', '/api/nothing', '/api/billing/get-billing']) {
    const { headers } = await fetch(`${stage.url}${path}`);
    expect(headers.get('cache-control'), path).toBe('no-store');
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
  }
});

it('hinders nothing that the app does: signing in, the hosted checkout and back, live events, dialogs', async () => {
  watched = await stage.openBilling('Anna Lindqvist');
  const { page, problems } = watched;
  await subscribe(page, 'Professional');
  await advance(page, 'a week');
  await advance(page, 'a week');
  await advance(page, 'a day');
  // Told by the stream of live events.
  await see(statusBadge(page, 'Active'));
  await page.getByRole('button', { name: 'Cancel subscription' }).first().click();
  await see(page.getByRole('dialog'));

  expect(problems).toEqual([]);
});

it('runs no script that somebody else has put into the page', async () => {
  watched = await stage.openBilling('Anna Lindqvist');
  const { page, problems } = watched;
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "taken over"';
    document.body.append(script);
    const image = document.createElement('div');
    image.innerHTML = '<img src="data:," onerror="document.title = \'taken over\'">';
    document.body.append(image);
    const elsewhere = document.createElement('script');
    elsewhere.src = 'http://127.0.0.1:9/evil.js';
    document.body.append(elsewhere);
  });
  await expect
    .poll(() => problems.filter((problem) => problem.includes('Content Security Policy')).length)
    .toBeGreaterThanOrEqual(3);

  expect(await page.title()).not.toBe('taken over');
});
