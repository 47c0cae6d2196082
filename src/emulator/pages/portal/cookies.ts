import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { type NoticeName, readNotice } from './notices.ts';

const SESSION = 'polar_customer_session';
const NOTICE = 'polar_portal_notice';

// Lax: a merchant's page leads here, and the redirect that follows must bring the cookie. Forms elsewhere do not.
function scope(context: Context, path: string) {
  const secure = new URL(context.req.url).protocol === 'https:';
  return { path, httpOnly: true, sameSite: 'Lax', secure } as const;
}

/** Keeps a session's token in the browser, for the portal alone and out of reach of scripts. */
export function keepSession(context: Context, path: string, token: string): void {
  setCookie(context, SESSION, token, scope(context, path));
}

/** The token that the browser keeps; empty when it keeps none. */
export function sessionIn(context: Context): string {
  return getCookie(context, SESSION) ?? '';
}

/** Has the next page say what went well. */
export function leaveNotice(context: Context, path: string, name: NoticeName): void {
  setCookie(context, NOTICE, name, { ...scope(context, path), maxAge: 60 });
}

/** Takes what the page before has left to say. */
export function takeNotice(context: Context, path: string): NoticeName | null {
  const notice = readNotice(getCookie(context, NOTICE));
  if (notice !== null) deleteCookie(context, NOTICE, scope(context, path));
  return notice;
}

/**
 * Whether a form was sent by one of these pages: browsers say where a request comes from, and cookies that are Lax do not
 * come along from elsewhere anyway.
 */
export function isOwnForm(context: Context): boolean {
  const { headers, url } = context.req.raw;
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  return headers.get('origin') === new URL(url).origin;
}
