import { expect, it } from 'vitest';
import { createEventStreamParser, type StreamEvent } from '../../src/adapters/event-stream-parser.ts';

function parse(...pieces: string[]): StreamEvent[] {
  const events: StreamEvent[] = [];
  const push = createEventStreamParser({ onEvent: (event) => events.push(event) });
  for (const piece of pieces) push(piece);
  return events;
}

it('reads the same events wherever the stream is cut', () => {
  const stream =
    '\uFEFF: hello\r\n\r\nid: 1\r\ndata: {"a":\r\ndata: 1}\r\n\r\nevent: x\ndata:two\n\nid:3\rdata: three\r\rdata: cut';
  const whole = parse(stream);

  expect(whole).toEqual([
    { data: '{"a":\n1}', lastEventId: '1' },
    { data: 'two', lastEventId: '1' },
    { data: 'three', lastEventId: '3' },
  ]);
  expect(parse(...stream)).toEqual(whole);
  for (let cut = 1; cut < stream.length; cut += 1) {
    expect(parse(stream.slice(0, cut), stream.slice(cut))).toEqual(whole);
  }
});

it('keeps an event to itself until its blank line has come', () => {
  expect(parse('data: half\n')).toEqual([]);
});

it('sends no event for comments and fields without data', () => {
  expect(parse(': still here\n\n', 'id: 4\n\n', 'event: x\n\n')).toEqual([]);
});

it('tells the delay a server asks for, and ignores what is no number', () => {
  const delays: number[] = [];
  const push = createEventStreamParser({
    onEvent: () => undefined,
    onRetry: (delayMs) => delays.push(delayMs),
  });

  push('retry: 250\n\nretry: soon\n\n');

  expect(delays).toEqual([250]);
});
