import { expect } from 'vitest';
import { SAMPLE_PASSWORD, samplePeople } from '../../../demo/people.ts';

/** Someone who uses TenderTrack without a browser: signed in, asking the billing API. */
export interface ApiCustomer {
  /** Asks an operation below `/api/billing`; a body makes it a command of its own intent. */
  ask(path: string, body?: object): Promise<{ status: number; body: Record<string, unknown> }>;
  /** Goes through the checkout of a price with a card that pays. */
  subscribe(priceId: string): Promise<void>;
}

/** Signs a sample person in by their id, such as `anna`, with the password that the sign-in page shows. */
export async function signInByApi(url: string, personId: string): Promise<ApiCustomer & { cookie: string }> {
  const person = samplePeople.find(({ id }) => id === personId);
  if (person === undefined) throw new Error(`Nobody is called ${personId}.`);
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email: person.email, password: SAMPLE_PASSWORD }),
  });
  expect(response.status).toBe(200);
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { cookie, ...customerWith(url, cookie) };
}

/** The customer whose session a cookie is. */
export function customerWith(url: string, cookie: string): ApiCustomer {
  const ask: ApiCustomer['ask'] = async (path, body) => {
    const init: RequestInit =
      body === undefined
        ? { headers: { cookie } }
        : {
            method: 'POST',
            headers: {
              cookie,
              'content-type': 'application/json',
              'idempotency-key': crypto.randomUUID(),
              'floe-client': '1',
            },
            body: JSON.stringify(body),
          };
    const response = await fetch(`${url}/api/billing${path}`, init);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return {
    ask,
    async subscribe(priceId) {
      const checkout = await ask('/start-checkout', { priceId, returnPath: '/settings/billing' });
      expect(checkout.status).toBe(200);
      const paid = await fetch(String(checkout.body.url), {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({
          name: 'Test Customer',
          country: 'DE',
          line1: 'Hafenstraße 1',
          postal_code: '20457',
          city: 'Hamburg',
          number: '4242 4242 4242 4242',
          expiry: '12/33',
          cvc: '123',
        }),
      });
      expect(paid.status).toBe(303);
      const outcome = await ask(`/get-checkout?checkoutId=${String(checkout.body.id)}`);
      expect(outcome.body).toMatchObject({ status: 'succeeded' });
    },
  };
}
