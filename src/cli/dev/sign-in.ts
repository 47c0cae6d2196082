import { authenticateSamplePerson, PERSON_COOKIE, samplePeople } from '../../sandbox/index.ts';
import type { BillingSession } from '../../server/index.ts';
import { signInPage } from './sign-in-page.ts';

/** What the sign-in of development serves. */
export interface SignInOptions {
  /** Where the app lives, which people may be sent back to and which may ask who is signed in. */
  appUrl: string;
  /** Where the control page of the local Polar is, once it listens. */
  controlUrl: () => string;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * A sign-in that asks for no password, which is why it answers to this machine only:
 *
 * - `GET /` shows who there is, `POST /dev/sign-in` makes one of them the person of the browser;
 * - `GET /dev/session` says who that is, as JSON, or `null`.
 */
export function createSignIn({
  appUrl,
  controlUrl,
}: SignInOptions): (request: Request) => Promise<Response | null> {
  const appOrigin = new URL(appUrl).origin;

  return async (request) => {
    const url = new URL(request.url);
    // A name of a stranger's that leads here would let the stranger's pages sign in.
    if (!LOOPBACK.has(url.hostname)) return new Response('Only at localhost.', { status: 421 });
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /':
        return page(await authenticateSamplePerson(request), backTo(url.searchParams.get('return')));
      case 'GET /dev/session':
        return session(request);
      case 'POST /dev/sign-in':
      case 'POST /dev/sign-out':
        if (request.headers.get('origin') !== url.origin)
          return new Response('Use the page itself.', { status: 403 });
        return signIn(await request.formData(), url.pathname.endsWith('in'));
      default:
        return null;
    }
  };

  function page(person: BillingSession | null, backUrl: string): Response {
    return new Response(signInPage({ person, controlUrl: controlUrl(), backUrl }), {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        // Forms may lead to the app, which is where one is sent after signing in.
        'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; form-action 'self' ${appOrigin}; frame-ancestors 'none'; base-uri 'none'`,
      },
    });
  }

  async function session(request: Request): Promise<Response> {
    const person = await authenticateSamplePerson(request);
    const headers = new Headers({ 'cache-control': 'no-store', vary: 'origin, cookie' });
    if (request.headers.get('origin') === appOrigin) {
      headers.set('access-control-allow-origin', appOrigin);
      headers.set('access-control-allow-credentials', 'true');
    }
    return Response.json(person, { headers });
  }

  function signIn(form: FormData, isIn: boolean): Response {
    const name = String(form.get('person') ?? '');
    if (isIn && !Object.hasOwn(samplePeople, name))
      return new Response('There is no such person.', { status: 400 });
    const cookie = `${PERSON_COOKIE}=${isIn ? name : ''}; Path=/; HttpOnly; SameSite=Lax${isIn ? '' : '; Max-Age=0'}`;
    const location = isIn ? backTo(String(form.get('return') ?? '')) : '/';
    return new Response(null, { status: 303, headers: { location, 'set-cookie': cookie } });
  }

  /** The app, or one of its pages when a page of it is given. */
  function backTo(given: string | null): string {
    const isApps = given !== null && URL.canParse(given) && new URL(given).origin === appOrigin;
    return isApps ? given : appUrl;
  }
}
