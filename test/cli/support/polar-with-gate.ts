import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { createPolar } from '@polar-sh/sdk/2026-10';
import { onTestFinished } from 'vitest';
import { createEmulator } from '../../../src/emulator/index.ts';
import { registerWebhookEndpoint } from '../../../src/polar/index.ts';
import { freePort } from './floe.ts';

/** A local Polar whose answers can be held up. */
export interface PolarWithGate {
  accessToken: string;
  baseUrl: string;
  /** Sees to it that webhooks go there. @returns what they are signed with */
  register(webhookUrl: string): Promise<string>;
  /** Holds the answer to the next request whose method and path begin so. Resolves when it has come. */
  hold(start: string): { arrived: Promise<void>; release: () => void };
  /** Replaces the endpoint's secret and the token; the old token is refused from now on. */
  rotate(): Promise<{ secret: string; accessToken: string }>;
}

/** Starts a local Polar that ends with the test. */
export async function openPolarWithGate(): Promise<PolarWithGate> {
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const emulator = await createEmulator({ clock: { mode: 'live' }, publicUrl: baseUrl });
  onTestFinished(() => emulator.close());
  let revoked: string | null = null;
  let gate: { start: string; arrive: () => void; opened: Promise<void> } | null = null;
  const server = await new Promise<Server>((listening) => {
    const starting = serve(
      {
        port,
        hostname: '127.0.0.1',
        async fetch(request) {
          const held = gate;
          if (held !== null && `${request.method} ${new URL(request.url).pathname}`.startsWith(held.start)) {
            gate = null;
            held.arrive();
            await held.opened;
          }
          if (revoked !== null && request.headers.get('authorization') === revoked)
            return new Response('{}', { status: 401 });
          return emulator.handler(request);
        },
      },
      () => listening(starting as Server),
    );
  });
  onTestFinished(
    () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  );
  const access = { accessToken: emulator.accessToken, baseUrl };
  return {
    ...access,
    register: (url) => registerWebhookEndpoint({ ...access, url }),
    async rotate() {
      const webhooks = createPolar(access).webhooks;
      const { items } = await webhooks.listWebhookEndpoints({});
      const [endpoint] = items;
      const { secret } = await webhooks.resetWebhookEndpointSecret(endpoint?.id ?? '');
      const made = await emulator.handler(
        new Request(`${baseUrl}/_emulator/tokens`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{}',
        }),
      );
      const { token }: { token: string } = await made.json();
      revoked = `Bearer ${access.accessToken}`;
      return { secret, accessToken: token };
    },
    hold(start) {
      let release: () => void = () => undefined;
      let arrive: () => void = () => undefined;
      const opened = new Promise<void>((open) => {
        release = open;
      });
      const arrived = new Promise<void>((come) => {
        arrive = come;
      });
      gate = { start, arrive, opened };
      return { arrived, release };
    },
  };
}
