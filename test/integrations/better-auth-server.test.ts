import { expect, it } from 'vitest';
import {
  CLIENT_HEADER,
  CLIENT_VERSION,
  OPERATION_NAMES,
  operationMethod,
  operationPath,
} from '../../src/contract/index.ts';
import { createBetterAuthAuthenticate } from '../../src/integrations/better-auth.ts';
import { newKey, openWorld, type World } from '../server/support/world.ts';
import { type Account, startTestAuth, type TestAuth } from './support/test-auth.ts';

/** A whole server behind Better Auth: Ada owns Northwind, Ben is an administrator there, Elena owns Alpine. */
async function openOffice() {
  const testAuth = await startTestAuth();
  const world = await openWorld({
    server: { authenticate: createBetterAuthAuthenticate({ auth: testAuth.auth }) },
  });
  const [ada, ben, elena] = [
    await testAuth.signUp('Ada'),
    await testAuth.signUp('Ben'),
    await testAuth.signUp('Elena'),
  ];
  const northwind = await testAuth.createOrganization(ada, 'Northwind');
  await testAuth.join(ben, northwind, 'admin');
  const alpine = await testAuth.createOrganization(elena, 'Alpine');
  return { testAuth, world, ada, ben, elena, northwind, alpine };
}

/** Asks as a browser with somebody's cookies does, with whatever else it sends. */
async function ask(
  { billing }: World,
  account: Account | null,
  path: string,
  { headers = {}, body }: { headers?: Record<string, string>; body?: object } = {},
) {
  const all = account?.headers() ?? new Headers();
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  if (body !== undefined) {
    all.set('content-type', 'application/json');
    all.set('idempotency-key', newKey());
    all.set(CLIENT_HEADER, CLIENT_VERSION);
  }
  const response = await billing.handler(
    new Request(`http://app.test/api/billing${path}`, {
      headers: all,
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    }),
  );
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function remove(testAuth: TestAuth, admin: Account, member: Account): Promise<void> {
  await testAuth.auth.api.removeMember({
    headers: admin.headers(),
    body: { memberIdOrEmail: member.email },
  });
}

/** Every way in which a client might say that it is somebody else. */
function forgeries(userId: string, organizationId: string): Record<string, string>[] {
  const ids = { userId, user: userId, organizationId, owner: `organization_${organizationId}` };
  return [
    { 'x-user-id': userId },
    { 'x-forwarded-user': userId, 'x-forwarded-email': 'ada@example.com', 'x-forwarded-groups': 'owner' },
    { 'x-organization-id': organizationId, 'x-active-organization-id': organizationId, 'x-role': 'owner' },
    { 'x-authenticated-userid': userId, 'x-auth-request-user': userId, 'remote-user': userId },
    { 'x-floe-person': 'ada', 'x-person': 'ada' },
    { authorization: `Bearer ${userId}`, 'x-api-key': userId },
    { authorization: `Basic ${btoa(`${userId}:`)}` },
    { forwarded: `for=127.0.0.1;by=${userId}`, 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1' },
    Object.fromEntries(Object.entries(ids).map(([name, value]) => [`x-${name.toLowerCase()}`, value])),
  ];
}

it('lets in nobody who claims by a header, a query or a body to be somebody', async () => {
  const { world, ada, northwind } = await openOffice();
  const claims = { userId: ada.userId, organizationId: northwind, role: 'owner' };

  for (const headers of forgeries(ada.userId, northwind)) {
    expect(await ask(world, null, '/get-billing', { headers }), JSON.stringify(headers)).toMatchObject({
      status: 401,
      body: { error: { code: 'unauthenticated' } },
    });
  }
  for (const attempt of [
    ask(world, null, `/get-billing?${new URLSearchParams(claims)}`),
    ask(world, null, '/start-checkout', {
      body: { priceId: 'starter-month', returnPath: '/', ...claims },
    }),
  ]) {
    expect(await attempt).toMatchObject({ status: 401 });
  }
});

it('shows somebody who is signed in their own billing, whatever else they claim', async () => {
  const { world, ada, elena, northwind, alpine } = await openOffice();

  for (const headers of forgeries(ada.userId, northwind)) {
    expect(await ask(world, elena, '/get-billing', { headers }), JSON.stringify(headers)).toMatchObject({
      status: 200,
      body: { owner: { type: 'organization', id: alpine, name: 'Alpine' } },
    });
  }
});

it('starts the checkout of the one who is signed in, and takes no other name in the body', async () => {
  const { world, ada, elena, northwind, alpine } = await openOffice();
  const input = { priceId: 'starter-month', returnPath: '/' };
  const claims = { userId: ada.userId, organizationId: northwind, customerId: `organization_${northwind}` };
  const refused = await ask(world, elena, '/start-checkout', { body: { ...input, ...claims } });
  const [headers = {}] = forgeries(ada.userId, northwind);
  const started = await ask(world, elena, '/start-checkout', { headers, body: input });

  expect(refused).toMatchObject({ status: 400, body: { error: { code: 'invalid_request' } } });
  expect(started.status).toBe(200);
  expect(await world.store.findCustomerByExternalId(`organization_${northwind}`)).toBeNull();
  expect(await world.store.findCustomerByExternalId(`organization_${alpine}`)).not.toBeNull();
});

it('refuses a removed member every operation with their next request, and changes nothing', async () => {
  const { testAuth, world, ada, ben } = await openOffice();
  expect(await ask(world, ben, '/list-invoices')).toMatchObject({ status: 200 });
  await remove(testAuth, ada, ben);

  const before = world.gateway.requests.length;
  for (const name of OPERATION_NAMES) {
    const answer = await ask(
      world,
      ben,
      operationPath(name),
      operationMethod(name) === 'GET' ? {} : { body: {} },
    );
    expect(answer, name).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
  }
  expect(await ask(world, ben, '/events')).toMatchObject({ status: 403 });
  expect(world.gateway.requests.length).toBe(before);
  expect(await ask(world, ada, '/get-billing')).toMatchObject({ status: 200 });
});

it('takes back with the role what the role allowed', async () => {
  const { testAuth, world, ada, ben } = await openOffice();
  expect(await ask(world, ben, '/list-invoices')).toMatchObject({ status: 200 });
  const { members } = await testAuth.auth.api.listMembers({ headers: ada.headers(), query: {} });
  const memberId = members.find(({ userId }) => userId === ben.userId)?.id ?? '';
  await testAuth.auth.api.updateMemberRole({ headers: ada.headers(), body: { memberId, role: 'member' } });

  expect(await ask(world, ben, '/list-invoices')).toMatchObject({ status: 403 });
  expect(await ask(world, ben, '/get-billing')).toMatchObject({
    status: 200,
    body: { permissions: ['billing:view'] },
  });
});
