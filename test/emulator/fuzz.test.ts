import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Operation } from '../../src/emulator/http/operations.ts';
import { allOperations } from '../../src/emulator/http/private-operations.ts';
import { routes } from '../../src/emulator/routes/index.ts';
import { misfitOf } from './check-responses.ts';
import { createRandom } from './fuzz/random.ts';
import { type FuzzRequest, makeRequest } from './fuzz/requests.ts';
import { createWorld, type World } from './fuzz/world.ts';

/** How many bad requests each route gets; `npm run fuzz` sends more. */
const COUNT = Number(process.env.FLOE_FUZZ ?? 200);
const SEED = process.env.FLOE_FUZZ_SEED ?? 'floe';
const timeout = Math.max(60_000, COUNT * 200);

/** Faults shown per route: the first ones tell the most. */
const SHOWN = 5;

let world: World;
const printed = vi.spyOn(console, 'error');

beforeEach(async () => {
  printed.mockReset();
  world = await createWorld();
});

afterEach(() => world.close());

const built = new Set(routes.map(({ method, path }) => `${method} ${path}`));
const fuzzed = allOperations.filter(({ method, path }) => built.has(`${method} ${path}`));

// Polar keeps the payment that failed: the checkout is refused and something is written all the same.
function mayWrite({ name }: Operation, text: string): boolean {
  return name === 'checkouts.clientConfirm' && text.includes('"PaymentError"');
}

async function send({
  method,
  url,
  headers,
  body,
}: FuzzRequest): Promise<{ request: Request; response: Response }> {
  const request = () => new Request(url, { method, headers, body });
  return { request: request(), response: await world.emulator.handler(request()) };
}

/** Why an answer is not one that a bad request may get; `null` when it is. */
async function faultOf(operation: Operation, fuzz: FuzzRequest): Promise<string | null> {
  const before = world.written();
  const { request, response } = await send(fuzz);
  const text = await response.clone().text();
  const { status } = response;
  if (printed.mock.calls.length > 0) {
    const [error] = printed.mock.calls[0] ?? [];
    printed.mockReset();
    return error instanceof Error ? (error.stack ?? '').split('\n').slice(0, 5).join('\n') : String(error);
  }
  const misfit = await misfitOf(request, response);
  if (misfit !== null) return `${status} ${misfit}`;
  if (status < 400) {
    await world.emulator.settled();
    if (world.written() !== before) await world.refresh();
    return null;
  }
  return world.written() === before || mayWrite(operation, text)
    ? null
    : `${status}, but something was written`;
}

function show({ method, url, headers, body }: FuzzRequest): string {
  const text = body === null ? '' : String(body).slice(0, 1_000);
  return `${method} ${url.slice(0, 300)} ${headers.authorization?.slice(0, 60)}\n${text}`;
}

it.each(fuzzed)('$name survives bad requests', { timeout }, async (operation) => {
  const random = createRandom(`${SEED} ${operation.name}`);
  const faults = new Map<string, string>();
  for (let sent = 0; sent < COUNT; sent += 1) {
    const request = makeRequest(random, world, operation);
    const fault = await faultOf(operation, request);
    if (fault !== null && faults.size < SHOWN)
      faults.set(fault, `request ${sent}: ${show(request)}\n→ ${fault}`);
  }
  expect([...faults.values()].join('\n\n')).toBe('');
});
