import type { Context } from 'hono';
import type { Engine } from '../../engine/engine.ts';
import { organizationOf } from '../../engine/organization.ts';
import { surroundingsOf } from '../page.ts';
import { sessionIn } from './cookies.ts';
import type { Request, Typed } from './visit.ts';

/** The most that a form may have. */
const MAX_BYTES = 100_000;

/** Whether the path names the organization that there is. */
export function isThere(engine: Engine, context: Context): boolean {
  return engine.rehearse((transaction) => organizationOf(transaction).slug === context.req.param('slug'));
}

/** What a request says of its visitor. */
export function requestOf(context: Context): Request {
  return {
    base: `/${context.req.param('slug')}/portal`,
    // A portal is never shown in a frame, whatever its address says.
    around: { ...surroundingsOf(context), embed: null },
    id: context.req.param('id') ?? '',
    query: context.req.query(),
    notice: null,
    token: sessionIn(context),
  };
}

/** What was typed into a form; nothing where it is no form, or more than anybody types. */
export async function typedIn(context: Context): Promise<Typed> {
  const type = context.req.header('content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) return {};
  const text = await readUpTo(context.req.raw, MAX_BYTES);
  return text === null ? {} : Object.fromEntries(new URLSearchParams(text));
}

async function readUpTo(request: globalThis.Request, max: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > max) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
