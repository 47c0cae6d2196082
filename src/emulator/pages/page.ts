import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import type { Transaction } from '../state/transaction.ts';
import { type Embed, mayEmbed, readEmbed } from './embed.ts';
import type { Markup } from './layout.ts';

/** What surrounds a page: the nonce that lets its scripts run, and the frame it is shown in, if it is. */
export interface Surroundings {
  nonce: string;
  embed: Embed | null;
  /** Where the page around is sent, once this page says that the checkout is paid. */
  succeeded: string | null;
}

/** Reads a page's surroundings from its request. */
export function surroundingsOf(context: Context): Surroundings {
  return {
    nonce: randomBytes(16).toString('base64'),
    embed: readEmbed(context.req.query()),
    succeeded: null,
  };
}

function ancestors(transaction: Transaction, { embed }: Surroundings): string {
  return embed !== null && mayEmbed(transaction, embed) ? embed.origin : "'none'";
}

/** The headers of a page: never kept, only its own scripts run, and only who may show it in a frame. */
export function pageHeaders(
  transaction: Transaction,
  surroundings: Surroundings,
): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${surroundings.nonce}'`,
    "style-src 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    `frame-ancestors ${ancestors(transaction, surroundings)}`,
  ];
  return {
    'cache-control': 'no-store',
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}

/** A page that is ready to be sent. */
export interface Shown {
  page: Markup;
  status: 200 | 400 | 401 | 404 | 410;
}
