import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { organization } from 'better-auth/plugins';
import { asc, eq } from 'drizzle-orm';
import type { BillingDatabase } from 'floe-billing/postgres';
import { logAuth } from './log.ts';
import { accessControl, organizationRoles } from './roles.ts';
import * as schema from './schema.ts';

/** The header in which the app says where a request comes from. What a client sends under this name is thrown away. */
export const ADDRESS_HEADER = 'x-tendertrack-address';

/** What {@link createAuth} works with. */
export interface CreateAuthOptions {
  /** Floe's own connection: one database for the app and its billing. */
  database: BillingDatabase;
  secret: string;
  /** Where the app lives; Better Auth takes requests that change something from pages of this origin only. */
  url: string;
}

/** TenderTrack's sign-in: e-mail and password, and organizations with members. */
export type Auth = ReturnType<typeof createAuth>;

/** Better Auth, on the database that the billing uses too. */
export function createAuth({ database, secret, url }: CreateAuthOptions) {
  const { db } = database;

  async function firstOrganizationOf(userId: string): Promise<string | null> {
    const { organizationId, createdAt } = schema.member;
    const memberships = db.select({ organizationId }).from(schema.member);
    const [first] = await memberships
      .where(eq(schema.member.userId, userId))
      .orderBy(asc(createdAt), asc(organizationId))
      .limit(1);
    return first?.organizationId ?? null;
  }

  return betterAuth({
    appName: 'TenderTrack 360',
    baseURL: url,
    secret,
    database: drizzleAdapter(db, { provider: 'pg', schema, transaction: true }),
    emailAndPassword: { enabled: true },
    // Better Auth limits by itself in production only. It counts on until nothing came for the length of the window, and
    // in a demo one person is many people in a row: twenty, where three would be its own choice.
    rateLimit: {
      enabled: true,
      window: 10,
      max: 100,
      customRules: { '/sign-in/*': { window: 10, max: 20 }, '/sign-up/*': { window: 10, max: 20 } },
    },
    advanced: {
      cookiePrefix: 'tendertrack',
      // Without a word about it Better Auth leaves both checks out where NODE_ENV is "test".
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    databaseHooks: {
      session: {
        create: {
          async before(session, context) {
            // Somebody new works nowhere yet, and what is written for them so far only their transaction can see: a
            // look past it would wait for it on the embedded database, which has one connection.
            if (context?.path === '/sign-up/email') return undefined;
            return {
              data: { ...session, activeOrganizationId: await firstOrganizationOf(session.userId) },
            };
          },
        },
      },
    },
    plugins: [
      organization({
        ac: accessControl,
        roles: organizationRoles,
        schema: {
          organization: {
            additionalFields: { billingEmail: { type: 'string', required: false, input: false } },
          },
        },
      }),
    ],
    telemetry: { enabled: false },
    logger: { level: 'warn', log: logAuth },
  });
}
