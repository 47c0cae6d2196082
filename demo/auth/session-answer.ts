import { asc, eq } from 'drizzle-orm';
import type { BillingDatabase } from 'floe-billing/postgres';
import type { Auth } from './create-auth.ts';
import { member, organization } from './schema.ts';

/** What the server says of who is signed in, for the web app. */
export interface SessionAnswer {
  /** `null` when nobody is. */
  user: { id: string; name: string; email: string } | null;
  /** Where they work, the oldest first. */
  memberships: Membership[];
  /** The one they look at; `null` when they chose none, or are not a member any more. */
  active: Membership | null;
}

/** Where somebody works, and as what. */
export interface Membership {
  id: string;
  name: string;
  role: string;
}

const NOBODY: SessionAnswer = { user: null, memberships: [], active: null };

/** `GET /api/session`: who is signed in and where they work, with the cookie of a session that was prolonged. */
export async function answerSession(
  headers: Headers,
  auth: Auth,
  { db }: Pick<BillingDatabase, 'db'>,
): Promise<Response> {
  const { response: signedIn, headers: cookies } = await auth.api.getSession({
    headers,
    returnHeaders: true,
  });
  const answer = new Headers(cookies);
  answer.set('cache-control', 'no-store');
  if (signedIn === null) return Response.json(NOBODY, { headers: answer });

  const { user, session } = signedIn;
  const memberships = await db
    .select({ id: organization.id, name: organization.name, role: member.role })
    .from(member)
    .innerJoin(organization, eq(organization.id, member.organizationId))
    .where(eq(member.userId, user.id))
    .orderBy(asc(member.createdAt), asc(organization.id));
  const body: SessionAnswer = {
    user: { id: user.id, name: user.name, email: user.email },
    memberships,
    active: memberships.find(({ id }) => id === session.activeOrganizationId) ?? null,
  };
  return Response.json(body, { headers: answer });
}
