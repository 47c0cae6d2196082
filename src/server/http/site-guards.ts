import { CLIENT_HEADER, operations } from '../../contract/index.ts';
import { BillingError } from '../../core/index.ts';
import type { Logger } from '../logger.ts';
import { createRecentKeys } from '../recent-keys.ts';
import type { Asked, Guards } from './guards.ts';

/** What decides which sites may ask. */
export interface SiteGuardOptions {
  appUrl: URL;
  /** Beside the app's own. */
  allowedOrigins: readonly string[];
  logger: Logger;
}

// Anybody can cause the refusal, so an operator hears of it once in a while and not each time.
const TELL_EVERY_MS = 60_000;

/**
 * Keeps pages of other sites out, which a person's browser would send the person's cookies with. Each of the guards is
 * enough by itself in today's browsers; older ones send one header and not another. Who is no browser sends none of them
 * but the client header, and passes.
 */
export function createSiteGuards({
  appUrl,
  allowedOrigins,
  logger,
}: SiteGuardOptions): Pick<Guards, 'origin' | 'fetchSite' | 'clientHeader' | 'jsonBody'> {
  const trusted = new Set([appUrl.origin, ...allowedOrigins]);
  const told = createRecentKeys(TELL_EVERY_MS);
  const isTrusted = ({ headers }: Request) => trusted.has(headers.get('origin') ?? '');

  function refuse({ headers }: Request): never {
    if (told.add('refused')) {
      logger.warn(
        { origin: headers.get('origin'), site: headers.get('sec-fetch-site'), trusted: [...trusted] },
        'A request of another site was refused. If it is a site of yours, make it the appUrl or list it in allowedOrigins.',
      );
    }
    throw new BillingError('forbidden', {
      message: 'This request came from another site. Open the app itself and try again.',
    });
  }

  return {
    origin({ request }) {
      if (request.headers.has('origin') && !isTrusted(request)) refuse(request);
    },
    fetchSite({ request }) {
      const site = request.headers.get('sec-fetch-site');
      // `none` is a person who typed the address in, which no page can make them do.
      if (site === null || site === 'same-origin' || site === 'none') return;
      if (!isTrusted(request)) refuse(request);
    },
    clientHeader({ request, operation }) {
      if (!isCommand(operation) || request.headers.get(CLIENT_HEADER)) return;
      throw new BillingError('forbidden', {
        message: `Commands carry the header ${CLIENT_HEADER}, which another site cannot send. If this is the app, reload the page.`,
      });
    },
    jsonBody({ request, operation }) {
      if (!isCommand(operation)) return;
      // A form or a plain-text request needs no preflight, so another site could send one with this site's cookies.
      if (/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) return;
      throw new BillingError('invalid_request', { message: 'Send commands as application/json.' });
    },
  };
}

function isCommand(operation: Asked['operation']): boolean {
  return operation !== 'events' && operations[operation].kind === 'command';
}

/**
 * The origins a host allows, checked.
 *
 * @throws {Error} for anything but whole origins such as `https://app.example`: a pattern or a path would allow more, or
 * less, than it says.
 */
export function readAllowedOrigins(origins: readonly string[] = []): readonly string[] {
  for (const origin of origins) {
    // A star is a letter of host names to `URL`, and a pattern to whoever writes it.
    const isPlain = /^https?:[^*]*$/.test(origin);
    const isOrigin = isPlain && URL.canParse(origin) && new URL(origin).origin === origin;
    if (isOrigin) continue;
    throw new Error(
      `floe-billing: allowedOrigins holds "${origin}", which is no origin. Give scheme, host and port only, such as https://app.example.`,
    );
  }
  return origins;
}
