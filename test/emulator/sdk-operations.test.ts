import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { operations } from '../../src/emulator/http/operations.ts';
import { privateOperations } from '../../src/emulator/http/private-operations.ts';
import { routes } from '../../src/emulator/routes/index.ts';
import { methodOf } from './sdk-operations/drive.ts';
import { drives } from './sdk-operations/index.ts';
import { privateDrives } from './sdk-operations/private.ts';
import { createWorld, type World } from './sdk-operations/world.ts';
import { startRig } from './support.ts';

let world: World;
beforeEach(async () => {
  world = createWorld(await startRig());
});
afterEach(() => world.close());

const built = new Set<string>(routes.map(({ operation }) => operation));
const inSdk = new Set(operations.map(({ name }) => name));

it('drives every operation that is built, and no other', () => {
  const driven = [...Object.keys(drives), ...Object.keys(privateDrives)];
  expect(driven.sort()).toEqual([...built].sort());
  expect(Object.keys(privateDrives).sort()).toEqual(privateOperations.map(({ name }) => name).sort());
});

describe('through the SDK', () => {
  it.each(Object.entries(drives))('%s', async (name, drive) => {
    const call = vi.fn(methodOf(world.polar, name));
    // The table gives each name the drive of its own method; what is taken out of it by name forgets that.
    await drive(call as never, world);
    expect(call).toHaveBeenCalled();
  });
});

describe('as the SDK would', () => {
  it.each(privateOperations)('$name', async ({ name, method, path }) => {
    const drive = Object.entries(privateDrives).find(([one]) => one === name)?.[1];
    const ask = vi.fn(
      async (id: string, body?: unknown, visitor = { accessToken: world.emulator.accessToken }) => {
        const response = await fetch(world.url + path.replace('{id}', id), {
          method,
          headers: {
            authorization: `Bearer ${visitor.accessToken}`,
            'content-type': 'application/json',
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        expect(response.status).toBe(200);
        return response.json();
      },
    );
    await drive?.(ask, world);
    expect(ask).toHaveBeenCalled();
  });
});

describe('what is not built', () => {
  const unbuilt = operations.filter(({ name }) => !built.has(name));

  it.each(unbuilt)('answers 501: $name', async ({ method, path, credential }) => {
    const { id } = await world.makeAda();
    const visitor = credential === 'customer' ? await world.visit(id) : null;
    const response = await fetch(world.url + path.replaceAll(/\{\w+\}/g, id), {
      method,
      headers: { authorization: `Bearer ${visitor?.accessToken ?? world.emulator.accessToken}` },
    });
    expect(response.status).toBe(501);
    expect(await response.json()).toEqual({
      error: 'NotImplemented',
      detail: `${method} ${path}; see docs/emulator.md`,
    });
  });

  it('tells it through the SDK, too', async () => {
    expect(inSdk.has('files.list') && !built.has('files.list')).toBe(true);
    await expect(world.polar.files.list()).rejects.toThrow(
      /NotImplemented.*GET \/v1\/files\/; see docs\/emulator.md/,
    );
  });
});
