/** One event of a `text/event-stream`. */
export interface StreamEvent {
  /** The lines of `data`, joined by line feeds. */
  data: string;
  /** The last `id` seen so far; empty when there was none. */
  lastEventId: string;
}

/** What {@link createEventStreamParser} calls. */
export interface EventStreamListener {
  onEvent(event: StreamEvent): void;
  /** The place in the stream to name when reconnecting; it may move without an event. */
  onLastEventId?(id: string): void;
  /** The server asks to wait this long before reconnecting, in ms. */
  onRetry?(delayMs: number): void;
}

/**
 * Parses a `text/event-stream` that arrives in pieces cut anywhere, even within a line break.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream (read 2026-11-23)
 */
export function createEventStreamParser(listener: EventStreamListener): (piece: string) => void {
  let rest = '';
  let isFirst = true;
  let data: string[] = [];
  let lastEventId = '';
  let toldEventId = '';

  function readField(line: string): void {
    const colon = line.indexOf(':');
    // A line that starts with a colon is a comment, sent to keep the connection open.
    if (colon === 0) return;
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') data.push(value);
    else if (field === 'id' && !value.includes('\0')) lastEventId = value;
    else if (field === 'retry' && /^\d+$/.test(value)) listener.onRetry?.(Number(value));
  }

  function endEvent(): void {
    if (data.length > 0) listener.onEvent({ data: data.join('\n'), lastEventId });
    data = [];
    // Told now and not with its line: an event that was cut off has not been heard.
    if (lastEventId !== toldEventId) listener.onLastEventId?.(lastEventId);
    toldEventId = lastEventId;
  }

  return (piece) => {
    rest += isFirst ? piece.replace(/^\uFEFF/, '') : piece;
    if (piece !== '') isFirst = false;
    // A carriage return at the very end may be half of a line break, so it waits for the next piece.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') endEvent();
      else readField(line);
    }
  };
}
