import { html, raw } from 'hono/html';
import { organizationOf } from '../engine/organization.ts';
import type { Transaction } from '../state/transaction.ts';
import type { Markup } from './layout.ts';

/** The page around a checkout that is shown in a frame. */
export interface Embed {
  /** Where messages go: the origin of the page around. */
  origin: string;
  theme: 'light' | 'dark' | null;
}

/** Reads from a page's query whether it is shown in a frame, and in whose. */
export function readEmbed(query: Readonly<Record<string, string>>): Embed | null {
  const { embed, embed_origin = '', theme } = query;
  if (embed !== 'true' || !URL.canParse(embed_origin)) return null;
  const { origin, protocol } = new URL(embed_origin);
  if (protocol !== 'http:' && protocol !== 'https:') return null;
  return { origin, theme: theme === 'light' || theme === 'dark' ? theme : null };
}

function isLocal(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname.endsWith('.localhost');
}

/**
 * Whether a page may show the checkout in a frame: it is local, which Polar would not allow, or the organization lists
 * its host. The switch `refuseEmbedding` refuses all.
 */
export function mayEmbed(transaction: Transaction, { origin }: Embed): boolean {
  if (transaction.need('settings', 'settings').refuseEmbedding) return false;
  const { host, hostname } = new URL(origin);
  const { embed_hosts } = organizationOf(transaction);
  return isLocal(hostname) || embed_hosts.some((one) => one === host || one === hostname);
}

function toLiteral(value: unknown): string {
  // A script ends at `</script` wherever it stands, in a string too.
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/**
 * The button that closes the frame, and the script that tells the page around what happens, in the words of Polar's own
 * embed: loaded; then, when the checkout is paid, confirmed and success.
 *
 * @param succeeded where the page around is sent, when this page says that the checkout is paid.
 */
export function embedMarkup(embed: Embed, nonce: string, succeeded: string | null = null): Markup {
  const messages =
    succeeded === null
      ? [{ event: 'loaded' }]
      : [{ event: 'confirmed' }, { event: 'success', successURL: succeeded, redirect: true }];
  const script = `
(() => {
  const tell = (message) => parent.postMessage({ ...message, type: 'POLAR_CHECKOUT' }, ${toLiteral(embed.origin)});
  for (const message of ${toLiteral(messages)}) tell(message);
  const close = () => tell({ event: 'close' });
  document.querySelector('#close')?.addEventListener('click', close);
  addEventListener('keydown', (event) => { if (event.key === 'Escape') close(); });
})();
`;
  return html`<button type="button" id="close" class="close" aria-label="Close checkout">×</button>
<script nonce="${nonce}">${raw(script)}</script>`;
}
