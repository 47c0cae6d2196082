/** How long a body may be, and how long it may take. */
export interface ReadLimits {
  maxBytes: number;
  /** How long the next piece may take. @default 10_000 */
  idleTimeoutMs?: number | undefined;
  /** How long the whole may take. @default 30_000 */
  totalTimeoutMs?: number | undefined;
}

/** Why a body was not read to its end: its size, its pace, or because the other side went away. */
export type ReadRefusal = 'too_large' | 'too_slow' | 'broken_off';

/**
 * Reads a body. What is too large or too slow is not read to its end, whatever its `content-length` says.
 *
 * @returns the bytes, or why there are none.
 */
export async function readLimited(
  request: Request,
  { maxBytes, idleTimeoutMs = 10_000, totalTimeoutMs = 30_000 }: ReadLimits,
): Promise<Uint8Array<ArrayBuffer> | ReadRefusal> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return 'too_large';
  if (request.body === null) return new Uint8Array();

  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  const refuse = (refusal: ReadRefusal): ReadRefusal => {
    // Nobody waits for it: a sender who does not send may not hear either.
    reader.cancel().catch(() => undefined);
    return refusal;
  };
  const endsAtMs = performance.now() + totalTimeoutMs;
  for (;;) {
    const waitMs = Math.min(idleTimeoutMs, endsAtMs - performance.now());
    const piece = await withinTime(reader.read(), waitMs);
    if (typeof piece === 'string') return refuse(piece);
    if (piece.done) return join(chunks, size);
    size += piece.value.byteLength;
    if (size > maxBytes) return refuse('too_large');
    chunks.push(piece.value);
  }
}

type Piece = ReadableStreamReadResult<Uint8Array>;

function withinTime(reading: Promise<Piece>, waitMs: number): Promise<Piece | 'too_slow' | 'broken_off'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('too_slow'), Math.max(0, waitMs));
    reading.then(resolve, () => resolve('broken_off')).finally(() => clearTimeout(timer));
  });
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
