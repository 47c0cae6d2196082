import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buySeats, enterPortal, type Visitor } from './portal-support.ts';
import { listenToAll, type Rig, refusal, startRig } from './support.ts';

let rig: Rig;
let teamId: string;
let subscriptionId: string;
let orderId: string;
let owner: Visitor;
let manager: Visitor;
let member: Visitor;
let ownerId: string;
let memberId: string;

beforeAll(async () => {
  rig = await startRig();
  const team = await rig.polar.customers.create({ type: 'team', owner: { email: 'boss@example.com' } });
  teamId = team.id;
  ({ id: subscriptionId } = await buySeats(rig, teamId, 2));
  const { members } = rig.polar.customers;
  ownerId = (await members.list(teamId)).items[0]?.id ?? '';
  const { id: managerId } = await members.create(teamId, {
    email: 'money@example.com',
    role: 'billing_manager',
  });
  ({ id: memberId } = await members.create(teamId, { email: 'mia@example.com', role: 'member' }));
  owner = await enterPortal(rig, teamId, ownerId);
  manager = await enterPortal(rig, teamId, managerId);
  member = await enterPortal(rig, teamId, memberId);
  orderId = (await rig.polar.customerPortal.orders.list({}, owner)).items[0]?.id ?? '';
  await rig.polar.customerPortal.subscriptions.update(subscriptionId, { seats: 3 }, owner);
  await listenToAll(rig.polar);
});

afterAll(() => rig.close());

const portal = () => rig.polar.customerPortal;

/** The token of the invitation to a seat, which stands in the state because no mail is sent. */
async function invitationOf(seatId: string): Promise<string> {
  const { json } = await rig.call('/_emulator/state');
  const { seats } = json as { seats: { id: string; invitation_token: string | null }[] };
  return seats.find((one) => one.id === seatId)?.invitation_token ?? '';
}

describe('a member of a team', () => {
  const card = {
    confirmation_token_id: 'ctoken_visa',
    set_default: true,
    return_url: 'https://shop.example',
  };
  const writes: [string, () => Promise<unknown>][] = [
    ['set billing details', () => portal().customers.update({ billing_name: 'Mine' }, member)],
    ['see the cards', () => portal().customers.listPaymentMethods({}, member)],
    ['add a card', () => portal().customers.addPaymentMethod(card, member)],
    ['change the plan', () => portal().subscriptions.update(subscriptionId, { seats: 9 }, member)],
    ['cancel', () => portal().subscriptions.cancel(subscriptionId, member)],
    ['see the orders', () => portal().orders.list({}, member)],
    ['see an order', () => portal().orders.get(orderId, member)],
    ['have an invoice made', () => portal().orders.generateInvoice(orderId, member)],
    ['see the seats', () => portal().seats.listSeats({ subscription_id: subscriptionId }, member)],
    [
      'give a seat',
      () => portal().seats.assignSeat({ subscription_id: subscriptionId, email: 'x@example.com' }, member),
    ],
    ['see the wallets', () => portal().wallets.list({}, member)],
  ];

  it.each(writes)('may not %s', async (_, call) => {
    expect(await refusal(call())).toEqual({
      status: 403,
      error: {
        error: 'NotPermitted',
        detail: 'Only owners and billing managers can access billing features.',
      },
    });
  });

  it('may see whose it is, and what it has', async () => {
    expect(await portal().customerSession.getAuthenticatedUser(member)).toMatchObject({
      type: 'member',
      role: 'member',
      email: 'mia@example.com',
      member_id: memberId,
    });
    expect((await portal().customers.get(member)).id).toBe(teamId);
    expect((await portal().subscriptions.get(subscriptionId, member)).id).toBe(subscriptionId);
  });

  it('may not manage the others', async () => {
    const refused = {
      status: 403,
      error: { error: 'NotPermitted', detail: 'Insufficient role for this operation' },
    };
    expect(await refusal(portal().members.listMembers({}, member))).toEqual(refused);
    expect(await refusal(portal().members.removeMember(ownerId, member))).toEqual(refused);
  });
});

describe('members', () => {
  it('are added once, never as an owner', async () => {
    const body = { email: 'new@example.com', name: 'New' };
    const added = await portal().members.addMember(body, manager);
    expect(added).toMatchObject({ email: 'new@example.com', name: 'New', role: 'member' });
    expect(await portal().members.addMember({ email: 'NEW@example.com' }, owner)).toEqual(added);
    expect(
      await refusal(portal().members.addMember({ email: 'two@example.com', role: 'owner' }, owner)),
    ).toMatchObject({
      status: 422,
      error: {
        detail: [{ msg: 'Cannot add a member as owner. There must be exactly one owner.' }],
      },
    });
    const { items } = await portal().members.listMembers({}, manager);
    expect(items.map(({ email }) => email)).toEqual([
      'boss@example.com',
      'money@example.com',
      'mia@example.com',
      'new@example.com',
    ]);
    await rig.takeTypes();
    await portal().members.removeMember(added.id, owner);
    expect(await rig.takeTypes()).toEqual(['member.deleted']);
  });

  it('get another role from others only, and there is one owner', async () => {
    const { members } = portal();
    expect(await members.updateMember(memberId, { role: 'billing_manager' }, owner)).toMatchObject({
      role: 'billing_manager',
    });
    await members.updateMember(memberId, { role: 'member', name: 'Mia' }, owner);
    const said = async (work: Promise<unknown>) => {
      const { error } = await refusal(work);
      return (error as { detail: { msg: string }[] }).detail[0]?.msg;
    };
    expect(await said(members.updateMember(ownerId, { role: 'member' }, owner))).toBe(
      'You cannot modify your own role.',
    );
    expect(await said(members.updateMember(ownerId, { role: 'member' }, manager))).toBe(
      'Cannot demote the only owner. The team must have at least one owner.',
    );
    expect(await said(members.updateMember(memberId, { role: 'owner' }, owner))).toBe(
      'Cannot have multiple owners. Demote the current owner first.',
    );
    expect(await said(members.removeMember(ownerId, owner))).toBe(
      'You cannot remove yourself from the team.',
    );
    expect(await said(members.removeMember(ownerId, manager))).toBe(
      'Cannot remove the only owner. Transfer ownership first.',
    );
    const unknown = 'ffffffff-ffff-4fff-8fff-ffffffffffff';
    expect(await refusal(members.removeMember(unknown, owner))).toMatchObject({ status: 404 });
  });

  it('are for teams only', async () => {
    const { id } = await rig.polar.customers.create({ email: 'alone@example.com' });
    const alone = await enterPortal(rig, id);
    expect(await refusal(portal().members.listMembers({}, alone))).toEqual({
      status: 403,
      error: {
        error: 'NotPermitted',
        detail:
          'Member management is only available for team customers. Purchase a seat-based product to enable team features.',
      },
    });
  });
});

describe('seats', () => {
  const seats = () => portal().seats.listSeats({ subscription_id: subscriptionId }, owner);

  it('are offered, offered again, claimed and taken back', async () => {
    expect(await seats()).toMatchObject({ total_seats: 3, available_seats: 3, seats: [] });
    await rig.takeTypes();
    const seat = await portal().seats.assignSeat(
      { subscription_id: subscriptionId, email: 'sam@example.com' },
      manager,
    );
    expect(seat).toMatchObject({
      status: 'pending',
      email: 'sam@example.com',
      member: { email: 'sam@example.com', role: 'member' },
      invitation_token_expires_at: '2027-01-11T10:00:00Z',
    });
    expect(await rig.takeTypes()).toEqual(['member.created', 'customer_seat.assigned']);
    const first = await invitationOf(seat.id);
    await portal().seats.resendInvitation(seat.id, manager);
    const token = await invitationOf(seat.id);
    expect(token).not.toBe(first);
    expect(await rig.polar.customerSeats.getClaimInfo(token)).toEqual({
      product_name: 'Team',
      product_id: (await rig.polar.subscriptions.get(subscriptionId)).product_id,
      organization_name: 'TenderTrack 360',
      organization_slug: 'tendertrack',
      customer_email: 'sam@example.com',
      can_claim: true,
    });
    const claimed = await rig.polar.customerSeats.claimSeat({ invitation_token: token });
    expect(claimed.seat).toMatchObject({ status: 'claimed', claimed_at: '2027-01-10T10:00:00Z' });
    const sam = { accessToken: claimed.customer_session_token };
    expect((await portal().seats.listClaimedSubscriptions({}, sam)).items).toMatchObject([
      { id: subscriptionId },
    ]);
    expect(await refusal(portal().seats.resendInvitation(seat.id, owner))).toMatchObject({ status: 400 });
    expect(await seats()).toMatchObject({ available_seats: 2 });
    expect(await portal().seats.revokeSeat(seat.id, owner)).toMatchObject({ status: 'revoked', email: null });
    expect((await portal().seats.listClaimedSubscriptions({}, sam)).items).toEqual([]);
    expect(await seats()).toMatchObject({ available_seats: 3 });
  });

  it('are as many as were bought, one for each', async () => {
    const give = (email: string) =>
      portal().seats.assignSeat({ subscription_id: subscriptionId, email }, owner);
    for (const name of ['a', 'b']) await give(`${name}@example.com`);
    expect(await refusal(give('A@example.com'))).toMatchObject({
      status: 400,
      error: { error: 'SeatAlreadyAssigned' },
    });
    await give('c@example.com');
    expect(await refusal(give('d@example.com'))).toMatchObject({
      status: 400,
      error: { error: 'SeatNotAvailable' },
    });
    expect(await refusal(portal().subscriptions.update(subscriptionId, { seats: 2 }, owner))).toMatchObject({
      status: 400,
      error: {
        error: 'SeatsAlreadyAssigned',
        detail: 'Cannot decrease seats to 2. Currently 3 seats are assigned. Revoke seats first.',
      },
    });
  });

  it('are not claimed with an invitation that is a day old', async () => {
    const { seats: given } = await seats();
    const seat = given.find((one) => one.status === 'pending');
    const token = await invitationOf(seat?.id ?? '');
    await rig.emulator.clock.advance('P1DT1S');
    expect(await refusal(rig.polar.customerSeats.claimSeat({ invitation_token: token }))).toMatchObject({
      status: 400,
    });
    expect(await refusal(rig.polar.customerSeats.getClaimInfo(token))).toMatchObject({ status: 404 });
  });
});
