import { describe, expect, it } from 'vitest';
import { BillingError, type Role } from '../../src/core/index.ts';
import {
  type CreateBetterAuthAuthenticateOptions,
  createBetterAuthAuthenticate,
  DEFAULT_MEMBERSHIP_ROLES,
} from '../../src/integrations/better-auth.ts';
import { type Account, startTestAuth, type TestAuth } from './support/test-auth.ts';

type Options = Omit<CreateBetterAuthAuthenticateOptions, 'auth'>;

function ask({ auth }: TestAuth, account: Account | null, options: Options = {}) {
  const headers = account?.headers() ?? new Headers();
  return createBetterAuthAuthenticate({ auth, ...options })(new Request('http://app.test/', { headers }));
}

/** What a refusal tells a person. */
async function refusalOf(asking: ReturnType<typeof ask>): Promise<string> {
  const error = await Promise.resolve(asking).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!BillingError.is(error)) throw new Error(`No refusal but ${String(error)}`);
  expect(error.code).toBe('forbidden');
  return error.message;
}

it('says who is signed in, for the active organization', async () => {
  const testAuth = await startTestAuth();
  const ada = await testAuth.signUp('Ada');
  const id = await testAuth.createOrganization(ada, 'Northwind');

  expect(await ask(testAuth, ada)).toEqual({
    userId: ada.userId,
    userName: 'Ada',
    userEmail: 'ada@example.com',
    role: 'owner',
    owner: { type: 'organization', id, name: 'Northwind', email: null },
  });
});

it('follows the person from one organization to the other, with the role of each', async () => {
  const testAuth = await startTestAuth();
  const [ada, ben] = [await testAuth.signUp('Ada'), await testAuth.signUp('Ben')];
  const northwind = await testAuth.createOrganization(ada, 'Northwind');
  const alpine = await testAuth.createOrganization(ben, 'Alpine');
  await testAuth.join(ben, northwind, 'member');
  expect(await ask(testAuth, ben)).toMatchObject({ role: 'member', owner: { id: northwind } });

  await testAuth.setActive(ben, alpine);

  expect(await ask(testAuth, ben)).toMatchObject({ role: 'owner', owner: { id: alpine, name: 'Alpine' } });
});

it('takes the address of an organization from where the host keeps it', async () => {
  const testAuth = await startTestAuth();
  const ada = await testAuth.signUp('Ada');
  await testAuth.createOrganization(ada, 'Northwind');
  const organizationEmail: Options['organizationEmail'] = ({ billingEmail }) =>
    typeof billingEmail === 'string' ? billingEmail : null;

  expect(await ask(testAuth, ada, { organizationEmail })).toMatchObject({
    owner: { email: 'accounts@northwind.example' },
  });
});

describe('roles', () => {
  const own: Options['roles'] = { ...DEFAULT_MEMBERSHIP_ROLES, bookkeeper: 'manager' };

  it.each<[string, Options['roles'], Role]>([
    ['owner', undefined, 'owner'],
    ['admin', undefined, 'admin'],
    ['member', undefined, 'member'],
    ['bookkeeper', own, 'manager'],
    ['member', { member: 'admin' }, 'admin'],
    ['member,admin', undefined, 'admin'],
    ['bookkeeper, member', own, 'manager'],
    ['bookkeeper,member', undefined, 'member'],
  ])('%s with the table %o is %s', async (membershipRole, roles, role) => {
    const testAuth = await startTestAuth();
    const [ada, ben] = [await testAuth.signUp('Ada'), await testAuth.signUp('Ben')];
    await testAuth.join(ben, await testAuth.createOrganization(ada, 'Northwind'), membershipRole);

    expect(await ask(testAuth, ben, { roles })).toMatchObject({ role, userId: ben.userId });
  });

  it.each<[string, Options['roles']]>([
    ['bookkeeper', undefined],
    ['owner', {}],
    // A plain object has something by that name, which is no role.
    ['constructor', undefined],
  ])('%s is refused when the table %o does not have it', async (membershipRole, roles) => {
    const testAuth = await startTestAuth();
    const [ada, ben] = [await testAuth.signUp('Ada'), await testAuth.signUp('Ben')];
    await testAuth.join(ben, await testAuth.createOrganization(ada, 'Northwind'), membershipRole);

    expect(await refusalOf(ask(testAuth, ben, { roles }))).toContain('Your role in this organization');
  });

  it('counts as it is at each request', async () => {
    const testAuth = await startTestAuth({ cookieCache: { enabled: true, maxAge: 300 } });
    const [ada, ben] = [await testAuth.signUp('Ada'), await testAuth.signUp('Ben')];
    const organizationId = await testAuth.createOrganization(ada, 'Northwind');
    await testAuth.join(ben, organizationId, 'admin');
    expect(await ask(testAuth, ben)).toMatchObject({ role: 'admin' });

    const { members } = await testAuth.auth.api.listMembers({ headers: ada.headers(), query: {} });
    const memberId = members.find(({ userId }) => userId === ben.userId)?.id ?? '';
    await testAuth.auth.api.updateMemberRole({ headers: ada.headers(), body: { memberId, role: 'member' } });

    expect(await ask(testAuth, ben)).toMatchObject({ role: 'member' });
  });
});

describe('without an active organization', () => {
  it('refuses, since nobody said whose billing it is', async () => {
    const testAuth = await startTestAuth();
    const ada = await testAuth.signUp('Ada');

    expect(await refusalOf(ask(testAuth, ada))).toBe('Choose an organization to see its billing.');
  });

  it('makes it the billing of the person, where the host wants that', async () => {
    const testAuth = await startTestAuth();
    const ada = await testAuth.signUp('Ada');

    expect(await ask(testAuth, ada, { personal: true })).toMatchObject({
      userId: ada.userId,
      role: 'owner',
      owner: { type: 'user', id: ada.userId, name: 'Ada', email: 'ada@example.com' },
    });
  });

  it('does not fall back to the billing of the person who was removed from the organization', async () => {
    const testAuth = await startTestAuth();
    const [ada, ben] = [await testAuth.signUp('Ada'), await testAuth.signUp('Ben')];
    await testAuth.join(ben, await testAuth.createOrganization(ada, 'Northwind'), 'admin');
    await testAuth.auth.api.removeMember({
      headers: ada.headers(),
      body: { memberIdOrEmail: ben.email },
    });

    expect(await refusalOf(ask(testAuth, ben, { personal: true }))).toContain('not a member');
  });
});

// With the cookie cache on, the browser holds a signed copy of the session that Better Auth would believe for minutes.
describe.each([
  ['with the cookie cache', { cookieCache: { enabled: true, maxAge: 300 } }],
  ['without the cookie cache', undefined],
])('with the next request, %s,', (_name, session) => {
  async function twoMembers() {
    const testAuth = await startTestAuth(session);
    const [ada, ben] = [await testAuth.signUp('Ada'), await testAuth.signUp('Ben')];
    const organizationId = await testAuth.createOrganization(ada, 'Northwind');
    await testAuth.join(ben, organizationId, 'admin');
    expect(await ask(testAuth, ben)).toMatchObject({ role: 'admin' });
    expect(ben.cookies.has('better-auth.session_data')).toBe(session !== undefined);
    return { testAuth, ada, ben, organizationId };
  }

  it('a removed member is out', async () => {
    const { testAuth, ada, ben } = await twoMembers();
    await testAuth.auth.api.removeMember({ headers: ada.headers(), body: { memberIdOrEmail: ben.email } });

    expect(await refusalOf(ask(testAuth, ben))).toContain('not a member of this organization any more');
    expect(await ask(testAuth, ada)).toMatchObject({ role: 'owner' });
  });

  it('everybody is out of an organization that is gone', async () => {
    const { testAuth, ada, ben, organizationId } = await twoMembers();
    await testAuth.auth.api.deleteOrganization({ headers: ada.headers(), body: { organizationId } });

    expect(await refusalOf(ask(testAuth, ben))).toContain('not a member');
  });

  it('who signed out is signed out, with the old cookies too', async () => {
    const { testAuth, ben } = await twoMembers();
    await testAuth.auth.api.signOut({ headers: ben.headers() });

    expect(await ask(testAuth, ben)).toBeNull();
  });

  it('a session that has expired is none', async () => {
    const { testAuth, ben } = await twoMembers();
    await testAuth.pool.query(`update session set "expiresAt" = now() - interval '1 second'`);

    expect(await ask(testAuth, ben)).toBeNull();
  });
});

it('never extends a session: the cookie that says so would not reach the browser', async () => {
  const testAuth = await startTestAuth({ expiresIn: 3600, updateAge: 0 });
  const ada = await testAuth.signUp('Ada');
  await testAuth.createOrganization(ada, 'Northwind');
  await testAuth.pool.query(`update session set "expiresAt" = now() + interval '10 minutes'`);
  const expiry = async () => (await testAuth.pool.query('select "expiresAt" from session')).rows;
  const before = await expiry();
  await ask(testAuth, ada);

  expect(await expiry()).toEqual(before);
});

describe('a stranger', () => {
  it('without cookies is nobody', async () => {
    expect(await ask(await startTestAuth(), null)).toBeNull();
  });

  it.each([
    ['another signature', (value: string) => value.replace(/\.[^.]*$/, '.AAAA')],
    ['no signature', (value: string) => value.replace(/\..*$/, '')],
    ['nothing in it', () => ''],
    ['a byte changed', (value: string) => `${value.startsWith('a') ? 'b' : 'a'}${value.slice(1)}`],
  ])('with the cookie of somebody and %s is nobody', async (_name, forge) => {
    const testAuth = await startTestAuth();
    const ada = await testAuth.signUp('Ada');
    await testAuth.createOrganization(ada, 'Northwind');
    const name = 'better-auth.session_token';
    ada.cookies.set(name, forge(ada.cookies.get(name) ?? ''));

    expect(await ask(testAuth, ada)).toBeNull();
  });
});

it('does not call somebody signed out because the database does not answer', async () => {
  const testAuth = await startTestAuth();
  const ada = await testAuth.signUp('Ada');
  await testAuth.createOrganization(ada, 'Northwind');
  await testAuth.pool.query('alter table member rename to members_elsewhere');

  await expect(ask(testAuth, ada)).rejects.not.toSatisfy(BillingError.is);
});
