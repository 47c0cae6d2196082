import type { Context } from 'hono';
import type { Engine } from '../../engine/engine.ts';
import { organizationOf } from '../../engine/organization.ts';
import { surroundingsOf } from '../page.ts';
import { sessionIn } from './cookies.ts';
import type { Request } from './visit.ts';

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
