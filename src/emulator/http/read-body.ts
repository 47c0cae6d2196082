import { invalidRequest, PolarApiError } from './errors.ts';

/** The most that a body may have: ten times what the longest one that makes sense has. */
const MAX_BYTES = 10 * 1024 * 1024;

/** How deep a body may be nested: about where Polar's own parser gives up. */
const MAX_DEPTH = 1_000;

/** The body of a request. */
export interface RequestBody {
  /** As it came; empty when there was none. */
  text: string;
  /** Whether the request calls it JSON, or calls it nothing. */
  isJson: boolean;
}

function unreadable(): PolarApiError {
  return new PolarApiError(400, { detail: 'There was an error parsing the body' });
}

/**
 * Takes a request's body in.
 *
 * @throws {PolarApiError} 413 for one that is too long, 400 for one that is not UTF-8.
 */
export async function takeBody(request: Request): Promise<RequestBody> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? null;
  const isJson = type === null || /^application\/([\w.-]+\+)?json$/.test(type);
  if (request.body === null) return { text: '', isJson };
  const bytes = await readUpTo(request.body, Number(request.headers.get('content-length') ?? 0));
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isJson };
  } catch {
    throw unreadable();
  }
}

function tooLong(): PolarApiError {
  return new PolarApiError(413, { detail: 'Request Entity Too Large' });
}

async function readUpTo(body: ReadableStream<Uint8Array>, declared: number): Promise<Buffer> {
  if (declared > MAX_BYTES) throw tooLong();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      length += chunk.byteLength;
      if (length > MAX_BYTES) throw tooLong();
      chunks.push(chunk);
    }
  } catch (error) {
    // Whoever breaks off while sending hears nothing any more; it is no fault of this side.
    throw error instanceof PolarApiError ? error : unreadable();
  }
  return Buffer.concat(chunks);
}

/**
 * Parses a body as FastAPI does: what is not called JSON stays a text, which no schema takes.
 *
 * @throws {PolarApiError} 422 for a body that is missing or no JSON, 400 for one that is nested too deep.
 */
export function parseBody({ text, isJson }: RequestBody): unknown {
  if (text === '') {
    throw invalidRequest([{ type: 'missing', loc: ['body'], msg: 'Field required', input: null }]);
  }
  if (!isJson) return text;
  if (depthOf(text) > MAX_DEPTH) throw unreadable();
  try {
    return JSON.parse(text);
  } catch (error) {
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    const at = position === undefined ? (/\S\s*$/.exec(text)?.index ?? 0) : Number(position);
    throw invalidRequest([
      {
        type: 'json_invalid',
        loc: ['body', at],
        msg: 'JSON decode error',
        input: {},
        ctx: { error: 'Expecting value' },
      },
    ]);
  }
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isString = false;
  for (let index = 0; index < text.length; index += 1) {
    const one = text[index];
    if (isString) {
      if (one === '\\') index += 1;
      else if (one === '"') isString = false;
    } else if (one === '"') isString = true;
    else if (one === '[' || one === '{') deepest = Math.max(deepest, ++depth);
    else if (one === ']' || one === '}') depth -= 1;
  }
  return deepest;
}
