import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBillingServer } from '../../../src/server/create-billing-server.ts';
import { GUARD_NAMES, type Guards } from '../../../src/server/http/guards.ts';
import type { BillingServer, BillingStore } from '../../../src/server/index.ts';
import * as publicServer from '../../../src/server/index.ts';
import { type Cell, cellsOf, faultOf, type Knowledge, learn, ROUTES } from './support/cells.ts';
import { probes, unknownIds } from './support/probes.ts';
import {
  FOREIGN,
  OWN,
  openStage,
  type Send,
  type Served,
  type Stage,
  TEST_ROLES,
  toRequest,
} from './support/stage.ts';

let stage: Stage;
let honest: Served;
let known: Knowledge;

beforeAll(async () => {
  stage = await openStage();
  honest = await stage.serve();
  known = await learn(stage, honest.send);
});

afterAll(() => stage.close());

const faultIn = (cell: Cell, send: Send) => faultOf(cell, { stage, send, honest: honest.send, known });

describe('with all guards, every answer is as it must be and nothing changes that may not:', () => {
  it.each(ROUTES)('%s', { timeout: 120_000 }, async (route) => {
    const faults: string[] = [];
    for (const cell of cellsOf(route)) {
      const fault = await faultIn(cell, honest.send);
      if (fault !== null) faults.push(fault);
    }

    expect(faults).toEqual([]);
  });

  it('has a cell for every role and every way in', () => {
    const cells = ROUTES.flatMap(cellsOf);

    // So that a list which is empty by mistake does not count as a matrix without faults.
    expect(cells.length).toBeGreaterThan(250);
    for (const route of ROUTES) expect(cellsOf(route).length, route).toBeGreaterThan(9);
  });
});

describe('an id of somebody else', () => {
  const telling = ROUTES.filter((route) => probes[route].answers.foreign !== undefined);

  it.each(telling)('is answered as one that nobody has, to the letter: %s', async (route) => {
    for (const role of TEST_ROLES) {
      const ask = async (ids: Parameters<(typeof probes)['getCheckout']['input']>[0]) => {
        const input = probes[route].input(ids);
        const response = await honest.send(route, { who: { organization: OWN, role }, input });
        return { status: response.status, headers: [...response.headers], body: await response.text() };
      };

      expect(await ask(known.foreign), role).toEqual(await ask(unknownIds()));
    }
  });

  it('is looked for by the very query that finds nothing for an unknown one', async () => {
    const asked: unknown[][] = [];
    const watched = await stage.serve(undefined, (store) => watchReads(store, asked));
    for (const route of telling) {
      const reads = async (ids: Parameters<(typeof probes)['getCheckout']['input']>[0]) => {
        asked.length = 0;
        const input = probes[route].input(ids);
        await watched.send(route, { who: { organization: OWN, role: 'owner' }, input });
        return asked.map(([name, owner]) => [name, owner]);
      };
      const foreign = await reads(known.foreign);

      expect(foreign, route).toEqual(await reads(unknownIds()));
      expect(foreign.length, route).toBeGreaterThan(0);
      for (const [, owner] of foreign) expect(owner, route).toBe(`organization_${OWN}`);
    }
    await watched.close();
  });
});

/** Notes each read that names an owner or an id of something, with what it was asked. */
function watchReads(store: BillingStore, asked: unknown[][]): BillingStore {
  const watched = Object.entries(store).map(([name, member]) => {
    if (typeof member !== 'function' || !/^(find|get)/.test(name)) return [name, member] as const;
    return [
      name,
      (...given: unknown[]) => {
        asked.push([name, ...given]);
        return Reflect.apply(member, store, given);
      },
    ] as const;
  });
  return { ...store, ...Object.fromEntries(watched) };
}

/** The guards without one of them. */
const without: { [Name in keyof Guards]: (guards: Guards) => Pick<Guards, Name> } = {
  addressRate: () => ({ addressRate: async () => undefined }),
  origin: () => ({ origin: () => undefined }),
  fetchSite: () => ({ fetchSite: () => undefined }),
  clientHeader: () => ({ clientHeader: () => undefined }),
  jsonBody: () => ({ jsonBody: () => undefined }),
  session: ({ session }) => ({
    // Whoever is not signed in is taken for the owner.
    session: (asked) => session(asked).catch(() => session({ ...asked, request: asOwner(asked.request) })),
  }),
  shownOwner: () => ({ shownOwner: () => undefined }),
  permission: () => ({ permission: () => undefined }),
  ownerRate: () => ({ ownerRate: async () => undefined }),
  idempotencyKey: () => ({ idempotencyKey: () => crypto.randomUUID() }),
  input: ({ input }) => ({
    async input(name, request) {
      const url = new URL(request.url);
      url.searchParams.delete('externalCustomerId');
      if (request.method === 'GET') return input(name, new Request(url, request));
      const { externalCustomerId: _, ...body } = (await request.json()) as Record<string, unknown>;
      const { method, headers } = request;
      return input(name, new Request(url, { method, headers, body: JSON.stringify(body) }));
    },
  }),
};

function asOwner(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.set('x-test-who', `${OWN}/owner`);
  return new Request(request.url, { headers });
}

/** Stores whose lookups by id forget the owner. */
const leaking: Record<string, (store: BillingStore) => Partial<BillingStore>> = {
  findInvoice: (store) => ({
    findInvoice: async (owner, id) =>
      (await store.findInvoice(owner, id)) ?? store.findInvoice(`organization_${FOREIGN}`, id),
  }),
  findQuote: (store) => ({
    findQuote: async (owner, id) =>
      (await store.findQuote(owner, id)) ?? store.findQuote(`organization_${FOREIGN}`, id),
  }),
  findCheckoutIntent: (store) => ({
    findCheckoutIntent: async (owner, id) =>
      (await store.findCheckoutIntent(owner, id)) ?? store.findCheckoutIntent(`organization_${FOREIGN}`, id),
  }),
};

/** The first cell that a server fails; `null` when it passes the whole matrix. */
async function firstFault({ send }: Served): Promise<{ cell: Cell; fault: string } | null> {
  const cells = ROUTES.flatMap(cellsOf);
  // The server before may have let something in.
  known = await learn(stage, honest.send);
  // What is refused changes nothing, and so is quickly tried.
  const refused = cells.filter(({ expected }) => expected !== 'ok');
  const allowed = cells.filter(({ expected }) => expected === 'ok');
  for (const cell of [...refused, ...allowed]) {
    const fault = await faultIn(cell, send);
    if (fault !== null) return { cell, fault };
  }
  return null;
}

describe('the matrix misses every guard that is not there:', { timeout: 120_000 }, () => {
  // What it is that comes in, then.
  const missed: Record<keyof Guards, RegExp> = {
    addressRate: /^from an address that asks too often/,
    origin: /^from another origin/,
    fetchSite: /^from another site, without its origin/,
    clientHeader: /^without the client header/,
    jsonBody: /^as a form/,
    session: /^signed out/,
    shownOwner: /^from a page that shows another owner/,
    permission: /^auditor, own ids/,
    ownerRate: /^for an owner who asks too often/,
    idempotencyKey: /^without the name of an intent/,
    input: /^naming another customer/,
  };

  it.each(GUARD_NAMES)('%s', async (name) => {
    const served = await stage.serve(without[name]);
    const first = await firstFault(served);
    await served.close();

    expect(first?.cell.row ?? 'no fault').toMatch(missed[name]);
  });

  it.each(Object.entries(leaking))('the owner in %s', async (_name, leak) => {
    const served = await stage.serve(undefined, (store) => ({ ...store, ...leak(store) }));
    const first = await firstFault(served);
    await served.close();

    expect(first?.cell.row ?? 'no fault').toMatch(/foreign ids$/);
  });

  it('which are all there are', () => {
    expect([...GUARD_NAMES].sort()).toEqual(Object.keys(without).sort());
    expect(new Set(GUARD_NAMES).size).toBe(GUARD_NAMES.length);
  });
});

describe('a server of the package', () => {
  it('cannot be made without guards', async () => {
    expect(Object.keys(publicServer)).not.toContain('assembleBillingServer');
    const open = Object.fromEntries(GUARD_NAMES.map((name) => [name, () => undefined]));
    const options = { ...stage.options(), guards: open, makeGuards: () => open };
    // As a host without types might call it.
    const server: BillingServer = Reflect.apply(createBillingServer, undefined, [options, () => open]);
    await server.start();
    const response = await server.handler(
      toRequest('getBilling', {
        who: { organization: OWN, role: 'owner' },
        headers: { origin: 'https://evil.example' },
      }),
    );
    await server.close();

    expect(response.status).toBe(403);
  });
});
