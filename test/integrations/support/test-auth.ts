import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { organization } from 'better-auth/plugins';
import { createAccessControl } from 'better-auth/plugins/access';
import { adminAc, defaultStatements, memberAc, ownerAc } from 'better-auth/plugins/organization/access';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import { createTestDatabase } from '../../support/postgres.ts';

const PASSWORD = 'a long enough password';

const accessControl = createAccessControl(defaultStatements);
const roles = {
  owner: ownerAc,
  admin: adminAc,
  member: memberAc,
  // Roles of a host's own.
  bookkeeper: accessControl.newRole(memberAc.statements),
  constructor: accessControl.newRole(memberAc.statements),
};

function createAuth(pool: pg.Pool, session: BetterAuthOptions['session']) {
  return betterAuth({
    baseURL: 'http://app.test',
    secret: 'a secret that only this test knows, and long',
    database: pool,
    emailAndPassword: { enabled: true },
    logger: { disabled: true },
    ...(session === undefined ? {} : { session }),
    plugins: [
      organization({
        roles,
        schema: { organization: { additionalFields: { billingEmail: { type: 'string', required: false } } } },
      }),
    ],
  });
}

/** Better Auth with the organization plugin, on a PostgreSQL of its own, with ways to use it as people do. */
export interface TestAuth {
  auth: ReturnType<typeof createAuth>;
  pool: pg.Pool;
  /** Signs somebody up and in. Their cookies are as a browser would hold them. */
  signUp(name: string): Promise<Account>;
  /** Makes an organization whose owner, by Better Auth's rules, is who makes it. */
  createOrganization(owner: Account, name: string): Promise<string>;
  /** Makes somebody a member and lets them look at the organization. */
  join(account: Account, organizationId: string, role: string): Promise<void>;
  setActive(account: Account, organizationId: string | null): Promise<void>;
}

/** Somebody with an account who is signed in. */
export interface Account {
  userId: string;
  name: string;
  email: string;
  /** The browser's cookies, kept up to date. */
  cookies: Map<string, string>;
  headers(): Headers;
}

function keepCookies(account: Account, answer: Headers): void {
  for (const cookie of answer.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (/max-age=0/i.test(cookie)) account.cookies.delete(name);
    else account.cookies.set(name, value);
  }
}

/** Starts Better Auth for one test. */
export async function startTestAuth(session?: BetterAuthOptions['session']): Promise<TestAuth> {
  const database = await createTestDatabase();
  const pool = new pg.Pool({ connectionString: database.url });
  onTestFinished(() => pool.end());
  // Dropping the database ends what is still connected.
  pool.on('error', () => undefined);
  const auth = createAuth(pool, session);
  const { runMigrations } = await getMigrations(auth.options);
  await runMigrations();

  const testAuth: TestAuth = {
    auth,
    pool,
    async signUp(name) {
      const email = `${name.toLowerCase()}@example.com`;
      const body = { name, email, password: PASSWORD };
      const { response, headers } = await auth.api.signUpEmail({ body, returnHeaders: true });
      const cookies = new Map<string, string>();
      const account: Account = {
        userId: response.user.id,
        name,
        email,
        cookies,
        headers: () =>
          new Headers({ cookie: [...cookies].map(([key, value]) => `${key}=${value}`).join('; ') }),
      };
      keepCookies(account, headers);
      return account;
    },
    async createOrganization(owner, name) {
      const { id } = await auth.api.createOrganization({
        headers: owner.headers(),
        body: { name, slug: name.toLowerCase(), billingEmail: `accounts@${name.toLowerCase()}.example` },
      });
      await testAuth.setActive(owner, id);
      return id;
    },
    async join(account, organizationId, role) {
      // Several roles are one text in the database, which the endpoint's types do not say.
      await auth.api.addMember({
        body: { userId: account.userId, organizationId, role: role as keyof typeof roles },
      });
      await testAuth.setActive(account, organizationId);
    },
    async setActive(account, organizationId) {
      const { headers } = await auth.api.setActiveOrganization({
        headers: account.headers(),
        body: { organizationId },
        returnHeaders: true,
      });
      keepCookies(account, headers);
    },
  };
  return testAuth;
}
