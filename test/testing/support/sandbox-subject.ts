import { createHttpAdapter } from '../../../src/adapters/index.ts';
import type { Role } from '../../../src/core/index.ts';
import { payCheckout, type Sandbox } from '../../../src/sandbox/index.ts';
import type { Authenticate, BillingSession } from '../../../src/server/index.ts';
import type { BillingAdapterSubject, ConformancePerson } from '../../../src/testing/index.ts';

const HEADER = 'x-conformance-person';

const roles: Record<ConformancePerson, Role | null> = {
  owner: 'owner',
  admin: 'admin',
  manager: 'manager',
  member: 'member',
  other_owner: 'owner',
  nobody: null,
};

function isPerson(name: string): name is ConformancePerson {
  return Object.hasOwn(roles, name);
}

/** Signs in whom the header names: `<case>/<person>`. Each case has two organizations of its own. */
export const authenticateConformance: Authenticate = (request): BillingSession | null => {
  const [subject = '', person = ''] = (request.headers.get(HEADER) ?? '').split('/');
  const role = isPerson(person) ? roles[person] : null;
  if (role === null) return null;
  const organization = `${subject}-${person === 'other_owner' ? 'b' : 'a'}`;
  return {
    userId: `${subject}-${person}`,
    userName: person,
    userEmail: `${person}@${organization}.example.com`,
    owner: {
      type: 'organization',
      id: organization,
      name: `Organization ${organization}`,
      email: `billing@${organization}.example.com`,
    },
    role,
  };
};

let subjects = 0;

interface ListedSubscriptions {
  items: { id: string; ended_at: string | null }[];
}

// Every case moves the clock on by months; what earlier cases bought would renew each time.
async function endEarlierSubscriptions({ emulator }: Sandbox): Promise<void> {
  const url = `${emulator.url}/v1/subscriptions/`;
  const headers = { authorization: `Bearer ${emulator.accessToken}` };
  const response = await fetch(`${url}?limit=100`, { headers });
  const { items } = (await response.json()) as ListedSubscriptions;
  for (const { id, ended_at } of items) {
    if (ended_at === null) await fetch(`${url}${id}`, { method: 'DELETE', headers });
  }
}

const cardNumbers = { pays: '4242 4242 4242 4242', declined_later: '4000 0000 0000 0341' };

async function replaceCard(
  { emulator }: Sandbox,
  externalId: string,
  card: keyof typeof cardNumbers,
): Promise<void> {
  const headers = { authorization: `Bearer ${emulator.accessToken}` };
  const found = await fetch(`${emulator.url}/v1/customers/external/${externalId}`, { headers });
  const { id } = (await found.json()) as { id: string };
  const response = await fetch(`${emulator.url}/_emulator/customers/${id}/payment-method`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ number: cardNumbers[card] }),
  });
  if (!response.ok) throw new Error(`The card was not replaced: ${response.status} ${await response.text()}`);
}

/** Two organizations that have bought nothing, in a sandbox that other cases have used before. */
export async function createSandboxSubject(sandbox: Sandbox): Promise<BillingAdapterSubject> {
  await endEarlierSubscriptions(sandbox);
  subjects += 1;
  const subject = `case${subjects}`;
  return {
    adapterFor: (person) =>
      createHttpAdapter({ baseUrl: sandbox.billingUrl, headers: { [HEADER]: `${subject}/${person}` } }),
    payCheckout: async (url, card) => void (await payCheckout(url, { card })),
    replaceCard: (card) => replaceCard(sandbox, `organization_${subject}-a`, card),
    advance: (duration) => sandbox.clock.advance(duration),
    settled: () => sandbox.settled(),
  };
}
