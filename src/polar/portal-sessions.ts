import type { models } from '@polar-sh/sdk/2026-10';
import { createCustomerSessions } from '@polar-sh/sdk/2026-10/services/customer_sessions';
import { createMembers, listMembers, updateMembers } from '@polar-sh/sdk/2026-10/services/customers/members';
import type { ActingPerson } from '../server/ports/index.ts';
import type { PolarClient } from './polar-client.ts';
import { walkPages } from './walk-pages.ts';

/**
 * Opens Polar's customer portal for a person. What customers do themselves, such as choosing their card, Polar lets no
 * merchant do: it takes a session of theirs, and of a team one of a member who may see its billing.
 *
 * @param returnUrl where the portal's own pages lead back to.
 */
export async function openPortalSession(
  client: PolarClient,
  { customer, person }: ActingPerson,
  returnUrl: string | null = null,
): Promise<models.CustomerSession> {
  const memberId = customer.type === 'team' ? await ensureManager(client, customer.id, person) : null;
  return client.send('open customer session', () =>
    createCustomerSessions(client.core)(
      {
        customer_id: customer.id,
        ...(memberId === null ? {} : { member_id: memberId }),
        ...(returnUrl === null ? {} : { return_url: returnUrl }),
      },
      client.asChange,
    ),
  );
}

/** The id of the member that the person is, who may see and change the team's billing from now on. */
async function ensureManager(
  client: PolarClient,
  customerId: string,
  person: ActingPerson['person'],
): Promise<string> {
  const known = await findMember(client, customerId, person);
  if (known === null) {
    const created = await client.send('create member', () =>
      createMembers(client.core)(
        customerId,
        { email: person.email, name: person.name, external_id: person.userId, role: 'billing_manager' },
        client.asChange,
      ),
    );
    return created.id;
  }
  if (known.role === 'member') {
    await client.send('make member a billing manager', () =>
      updateMembers(client.core)(customerId, known.id, { role: 'billing_manager' }, client.asChange),
    );
  }
  return known.id;
}

/** By the person's id; else by an address, as of who was invited to a seat before. */
async function findMember(
  client: PolarClient,
  customerId: string,
  person: ActingPerson['person'],
): Promise<models.Member | null> {
  let sameAddress: models.Member | null = null;
  const members = walkPages(client, {
    operation: 'list members',
    fetchPage: (query) => listMembers(client.core)(customerId, query),
    toRecord: (member) => member,
  });
  for await (const member of members) {
    if (member.external_id === person.userId) return member;
    const isSameAddress = member.email.toLowerCase() === person.email.toLowerCase();
    if (isSameAddress && member.external_id === null) sameAddress = member;
  }
  return sameAddress;
}
