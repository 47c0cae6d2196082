import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readLimited } from '../../../src/server/http/read-limited.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** A body that is written by hand. */
function openBody() {
  const cancelled = vi.fn();
  let writer: ReadableStreamDefaultController<Uint8Array> | null = null;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      writer = controller;
    },
    cancel: cancelled,
  });
  const request = new Request('http://app.test', { method: 'POST', body, duplex: 'half' } as RequestInit);
  return {
    request,
    cancelled,
    write: (size: number) => writer?.enqueue(new Uint8Array(size)),
    end: () => writer?.close(),
    breakOff: () => writer?.error(new Error('reset')),
  };
}

const limits = { maxBytes: 1000, idleTimeoutMs: 10_000, totalTimeoutMs: 30_000 };

it('reads what comes in time', async () => {
  const { request, write, end } = openBody();
  const reading = readLimited(request, limits);
  write(300);
  await vi.advanceTimersByTimeAsync(9_000);
  write(400);
  await vi.advanceTimersByTimeAsync(9_000);
  end();

  expect(await reading).toHaveLength(700);
});

it('gives up a sender who says nothing for too long', async () => {
  const { request, write, cancelled } = openBody();
  const reading = readLimited(request, limits);
  write(1);
  await vi.advanceTimersByTimeAsync(10_001);

  expect(await reading).toBe('too_slow');
  expect(cancelled).toHaveBeenCalled();
});

it('gives up a sender who drips', async () => {
  const { request, write, cancelled } = openBody();
  const reading = readLimited(request, limits);
  for (let piece = 0; piece < 5; piece += 1) {
    write(1);
    await vi.advanceTimersByTimeAsync(6_000);
  }

  expect(await reading).toBe('too_slow');
  expect(cancelled).toHaveBeenCalled();
});

it('reads no further than the limit, whatever was announced', async () => {
  const { request, write, cancelled } = openBody();
  const reading = readLimited(request, limits);
  write(600);
  write(401);

  expect(await reading).toBe('too_large');
  expect(cancelled).toHaveBeenCalled();
});

it('says when the sender went away', async () => {
  const { request, write, breakOff } = openBody();
  const reading = readLimited(request, limits);
  write(1);
  breakOff();

  expect(await reading).toBe('broken_off');
});
