import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterPortal, setFreedoms, type Visitor } from './portal-support.ts';
import { type Rig, refusal, startRig } from './support.ts';

let rig: Rig;
let visitor: Visitor;
let customerId: string;

beforeAll(async () => {
  rig = await startRig();
  ({ id: customerId } = await rig.polar.customers.create({ email: 'ada@example.com' }));
  visitor = await enterPortal(rig, customerId);
});

afterAll(() => rig.close());

const portal = () => rig.polar.customerPortal.customers;
const request = (email: string) => portal().requestEmailUpdate({ email }, visitor);

/** The token that a mail would carry. */
async function tokenOf(email: string): Promise<string> {
  const { json } = await rig.call('/_emulator/state');
  const { email_updates } = json as { email_updates: { email: string; token: string }[] };
  return email_updates.find((one) => one.email === email)?.token ?? '';
}

const invalid = {
  status: 401,
  error: {
    error: 'InvalidCustomerEmailUpdate',
    detail: 'This email update request is invalid or has expired.',
  },
};

describe('a new address', () => {
  it('is not asked for where the organization does not allow it', async () => {
    expect(await refusal(request('new@example.com'))).toEqual({
      status: 403,
      error: { error: 'NotPermitted', detail: 'Email changes are not enabled for this organization.' },
    });
    await setFreedoms(rig, {}, true);
  });

  it('is the customer’s once the token in its mail came back', async () => {
    await request('new@example.com');
    expect((await portal().get(visitor)).email).toBe('ada@example.com');
    const token = await tokenOf('new@example.com');
    expect(token).toMatch(/^polar_cev_/);
    await portal().checkEmailUpdate({ token });
    const { token: session } = await portal().verifyEmailUpdate({ token });
    expect(await portal().get({ accessToken: session })).toMatchObject({
      id: customerId,
      email: 'new@example.com',
      email_verified: true,
    });
    const [owner] = (await rig.polar.customers.members.list(customerId)).items;
    expect(owner).toMatchObject({ role: 'owner', email: 'new@example.com' });
    expect(await refusal(portal().verifyEmailUpdate({ token }))).toEqual(invalid);
  });

  it('replaces the one that was asked for before, and is good for half an hour', async () => {
    await request('first@example.com');
    const first = await tokenOf('first@example.com');
    await request('second@example.com');
    expect(await refusal(portal().checkEmailUpdate({ token: first }))).toEqual(invalid);
    const second = await tokenOf('second@example.com');
    await portal().checkEmailUpdate({ token: second });
    await rig.emulator.clock.advance('PT30M');
    expect(await refusal(portal().checkEmailUpdate({ token: second }))).toEqual(invalid);
  });

  it('is not the one it is, nor somebody else’s', async () => {
    expect(await refusal(request('NEW@example.com'))).toMatchObject({
      status: 422,
      error: { detail: [{ msg: 'New email is the same as your current email.' }] },
    });
    await request('grace@example.com');
    await rig.polar.customers.create({ email: 'grace@example.com' });
    const token = await tokenOf('grace@example.com');
    expect(await refusal(portal().verifyEmailUpdate({ token }))).toMatchObject({
      status: 422,
      error: { detail: [{ loc: ['body', 'token'], msg: 'This email address is already in use.' }] },
    });
  });

  it('is not for a team', async () => {
    const team = await rig.polar.customers.create({ type: 'team', owner: { email: 'boss@example.com' } });
    const [boss] = (await rig.polar.customers.members.list(team.id)).items;
    const session = await enterPortal(rig, team.id, boss?.id ?? '');
    expect(await refusal(portal().requestEmailUpdate({ email: 'x@example.com' }, session))).toMatchObject({
      status: 422,
      error: { detail: [{ msg: 'Only individual customers can change their email.' }] },
    });
  });
});
