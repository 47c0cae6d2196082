import { eq } from 'drizzle-orm';
import type { MailRecipient } from 'floe-billing/emails';
import type { BillingDatabase } from 'floe-billing/postgres';
import { member, user } from '../auth/schema.ts';

const PREFIX = 'organization_';

/** Who manages an organization's billing, and is therefore written to: its owners and administrators. */
export async function listRecipients(
  externalId: string,
  { db }: Pick<BillingDatabase, 'db'>,
): Promise<MailRecipient[]> {
  if (!externalId.startsWith(PREFIX)) return [];
  const members = await db
    .select({ id: user.id, address: user.email, name: user.name, locale: user.locale, role: member.role })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .where(eq(member.organizationId, externalId.slice(PREFIX.length)));
  // Better Auth keeps several roles in one text.
  return members.filter(({ role }) => role.split(',').some((name) => name === 'owner' || name === 'admin'));
}
