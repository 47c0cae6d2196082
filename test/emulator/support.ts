import { createPolar, type Polar, type webhooks } from '@polar-sh/sdk/2026-10';
import {
  type CreateEmulatorOptions,
  createEmulator,
  type Emulator,
  seedProductIds,
} from '../../src/emulator/index.ts';
import { webhookEventTypes } from '../../src/emulator/wire/lists.ts';
import { type Checker, checkResponsesOf } from './check-responses.ts';

/** One delivery as an endpoint received it. */
export interface Received {
  type: string;
  id: string;
  body: string;
  headers: Record<string, string>;
  payload: webhooks.WebhookPayload;
}

/** An emulator over HTTP with the official SDK before it and an endpoint behind it. */
export interface Rig {
  emulator: Emulator;
  polar: Polar;
  url: string;
  received: Received[];
  /** Answers deliveries; replace it to fail them. */
  answer: { with: (request: Request) => Response | Promise<Response> };
  /** The types received since the last call. */
  takeTypes(): Promise<string[]>;
  call(path: string, body?: unknown, method?: string): Promise<{ status: number; json: unknown }>;
  close(): Promise<void>;
}

export const START = '2027-01-10T10:00:00Z';

/**
 * Starts an emulator whose clock stands at {@link START}, unless the options say otherwise. All that it answers and
 * delivers is checked against the SDK's types.
 */
export async function startRig(options: CreateEmulatorOptions = {}): Promise<Rig> {
  const received: Received[] = [];
  let checker: Checker | null = null;
  const answer: Rig['answer'] = { with: () => new Response(null, { status: 202 }) };
  const emulator = await createEmulator({
    clock: { mode: 'frozen', now: START },
    async send(request) {
      const body = await request.clone().text();
      const headers = Object.fromEntries(request.headers);
      const payload = JSON.parse(body);
      checker?.checkPayload(payload.type, payload);
      received.push({ type: payload.type, id: headers['webhook-id'] ?? '', body, headers, payload });
      return answer.with(request);
    },
    ...options,
  });
  const { url } = await emulator.listen();
  checker = checkResponsesOf(url);
  const polar = createPolar({ accessToken: emulator.accessToken, baseUrl: url, timeout: 10 });
  return {
    emulator,
    polar,
    url,
    received,
    answer,
    async takeTypes() {
      await emulator.settled();
      return received.splice(0).map(({ type }) => type);
    },
    async call(path, body, method = body === undefined ? 'GET' : 'POST') {
      const response = await fetch(url + path, {
        method,
        headers: { authorization: `Bearer ${emulator.accessToken}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, json: text === '' ? null : JSON.parse(text) };
    },
    async close() {
      await emulator.close();
      checker?.assertFit();
    },
  };
}

/** Registers an endpoint that wants everything. */
export function listenToAll(polar: Polar) {
  return polar.webhooks.createWebhookEndpoint({
    url: 'http://localhost:9/hook',
    format: 'raw',
    events: [...webhookEventTypes],
  });
}

export const address = {
  country: 'US',
  line1: '1 Main Street',
  city: 'Springfield',
  postal_code: '12345',
  state: 'US-IL',
} as const;

/** Buys a product for a new customer and gives the subscription. */
export async function subscribe(
  polar: Polar,
  options: {
    product?: string;
    email?: string;
    token?: string;
    trial?: boolean;
    country?: 'US' | 'DE' | 'JP';
    currency?: 'usd' | 'eur' | 'jpy';
  } = {},
) {
  const {
    product = seedProductIds.starter.month,
    email = 'ada@example.com',
    token = 'ctoken_visa',
  } = options;
  const checkout = await polar.checkouts.create({
    products: [product],
    customer_email: email,
    allow_trial: options.trial ?? true,
    customer_billing_name: 'Ada Lovelace',
    customer_billing_address: { ...address, country: options.country ?? 'US' },
    ...(options.currency === undefined ? {} : { currency: options.currency }),
  });
  await polar.checkouts.clientConfirm(checkout.client_secret, { confirmation_token_id: token });
  const { items } = await polar.subscriptions.list({ limit: 100 });
  const subscription = items.find((one) => one.checkout_id === checkout.id);
  if (subscription === undefined) throw new Error('The checkout made no subscription.');
  return subscription;
}

/** The status and parsed body of the error a call rejects with. */
export async function refusal(work: Promise<unknown>): Promise<{ status: number | null; error: unknown }> {
  try {
    await work;
  } catch (error) {
    const { statusCode = null, error: body = null } = error as { statusCode?: number; error?: unknown };
    return { status: statusCode, error: typeof body === 'string' ? JSON.parse(body) : body };
  }
  throw new Error('The call was expected to be refused.');
}
