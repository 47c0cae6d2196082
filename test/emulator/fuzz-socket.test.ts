import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';

let emulator: Emulator;
let url: string;
const printed = vi.spyOn(console, 'error');
beforeEach(() => {
  printed.mockClear();
});

beforeAll(async () => {
  emulator = await createEmulator({ clock: { mode: 'frozen' } });
  ({ url } = await emulator.listen());
});

afterAll(() => emulator.close());

/** Sends bytes over a connection of their own, and gives what came back until it was closed or silent. */
function exchange(bytes: string | readonly (string | Buffer)[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let answer = '';
    const done = () => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(2_000, done);
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      // An answer that leaves the connection open is a whole one when its body is there.
      if (answer.includes('\r\n\r\n') && !answer.startsWith('HTTP/1.1 100')) setTimeout(done, 50);
    });
    socket.on('error', done);
    socket.on('close', done);
    for (const part of typeof bytes === 'string' ? [bytes] : bytes) socket.write(part);
  });
}

function statusOf(answer: string): number | null {
  const status = /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1];
  return status === undefined ? null : Number(status);
}

const head = (path: string, ...headers: string[]) => `POST ${path} HTTP/1.1\r\n${headers.join('\r\n')}\r\n`;
const host = 'Host: localhost';
const form = 'application/x-www-form-urlencoded';
const json = 'Content-Type: application/json';
const token = () => `Authorization: Bearer ${emulator.accessToken}`;

/**
 * What a program that is broken, or means harm, may write; and the statuses that it may get. `null` is none: an answer is
 * lost where the connection is reset because more was written than anybody reads.
 */
const nonsense: [string, () => string | readonly (string | Buffer)[], readonly (number | null)[]][] = [
  ['no HTTP', () => 'hello\r\n\r\n', [400]],
  ['bytes', () => [Buffer.from([0, 255, 254, 22, 3, 1, 10, 13, 10])], [400, null]],
  ['no host', () => 'GET /v1/products/ HTTP/1.1\r\n\r\n', [400]],
  ['a host that is none', () => 'GET /v1/products/ HTTP/1.1\r\nHost: ::::\r\n\r\n', [400, 401, 404]],
  ['a target that is none', () => `GET http:// HTTP/1.1\r\n${host}\r\n\r\n`, [400, 404]],
  ['a path of dots', () => `GET /../../../etc/passwd HTTP/1.1\r\n${host}\r\n\r\n`, [404]],
  ['a method that is none', () => `BREW /v1/products/ HTTP/1.1\r\n${host}\r\n\r\n`, [400]],
  ['a length that is none', () => `${head('/v1/products/', host, 'Content-Length: x')}\r\n`, [400]],
  ['a length below zero', () => `${head('/v1/products/', host, 'Content-Length: -1')}\r\n`, [400]],
  [
    'two lengths',
    () => `${head('/v1/products/', host, 'Content-Length: 2', 'Content-Length: 3')}\r\n{}`,
    [400],
  ],
  [
    'a length and chunks',
    () => `${head('/v1/products/', host, 'Content-Length: 2', 'Transfer-Encoding: chunked')}\r\n0\r\n\r\n`,
    [400],
  ],
  [
    'a chunk that is none',
    () => `${head('/v1/products/', host, 'Transfer-Encoding: chunked')}\r\nzz\r\n`,
    [400, null],
  ],
  ['headers without an end', () => `GET / HTTP/1.1\r\n${'x-a: b\r\n'.repeat(5_000)}\r\n`, [431, null]],
  [
    'a header that is too long',
    () => `GET / HTTP/1.1\r\n${host}\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`,
    [431, null],
  ],
  [
    'a path that is too long',
    () => `GET /${'y'.repeat(100_000)} HTTP/1.1\r\n${host}\r\n\r\n`,
    [400, 414, 431, null],
  ],
  [
    'a body that breaks off',
    () => `${head('/v1/products/', host, json, token(), 'Content-Length: 100')}\r\n{"name":`,
    [null],
  ],
  [
    'a form that breaks off',
    () => `${head('/checkout/x', host, `Content-Type: ${form}`, 'Content-Length: 100')}\r\nname=`,
    [null],
  ],
  [
    'a form of parts that has none',
    () =>
      `${head('/checkout/x', host, 'Content-Type: multipart/form-data; boundary=x', 'Content-Length: 2')}\r\n--`,
    [400, 404],
  ],
];

it.each(nonsense)('is not troubled by %s', async (_, bytes, allowed) => {
  const answer = await exchange(bytes());
  expect(allowed).toContain(statusOf(answer));
  const response = await fetch(`${url}/v1/customer-portal/organizations/tendertrack`);
  expect(response.status).toBe(200);
  expect(printed.mock.calls).toEqual([]);
});

const MEGABYTE = 1024 * 1024;
const api = { limit: 10 * MEGABYTE, type: 'application/json' };
const page = { limit: MEGABYTE, type: form };

it.each([
  ['the API', '/v1/products/', api],
  ['the control API', '/_emulator/settings', api],
  ['the checkout', '/checkout/polar_c_nothing', page],
  ['the portal', '/tendertrack/portal/billing', page],
] as const)('takes no body that is too long: %s', async (_, path, { limit, type }) => {
  const start = (length: string) =>
    `${head(path, host, `Content-Type: ${type}`, token(), 'Origin: http://localhost', length)}\r\n`;
  const declared = await exchange([start('Content-Length: 999999999999'), 'a']);
  expect([statusOf(declared), declared.includes('Request Entity Too Large')]).toEqual([413, true]);
  const body = Buffer.alloc(limit + 100, 'a');
  const chunks = [`${body.length.toString(16)}\r\n`, body, '\r\n0\r\n\r\n'];
  const chunked = await exchange([start('Transfer-Encoding: chunked'), ...chunks]);
  expect([statusOf(chunked), chunked.includes('Request Entity Too Large')]).toEqual([413, true]);
});
