import { expect } from 'vitest';
import type { Drives } from './drive.ts';
import { offerSeat } from './seats.ts';
import type { World } from './world.ts';

async function visitAsOwner(world: World) {
  const { id, customer_id } = await world.buySeats(3);
  return { subscription_id: id, customer_id, visitor: await world.visitAsOwner(customer_id) };
}

async function visitWithOffer(world: World) {
  const { seat, customer_id, token } = await offerSeat(world);
  return { seat, token, customer_id, visitor: await world.visitAsOwner(customer_id) };
}

export const portalSeats = {
  async 'customerPortal.seats.listSeats'(list, world) {
    const { subscription_id, visitor } = await visitAsOwner(world);
    expect(await list({ subscription_id }, visitor)).toEqual({
      seats: [],
      total_seats: 3,
      available_seats: 3,
    });
  },
  async 'customerPortal.seats.assignSeat'(assign, world) {
    const { subscription_id, visitor } = await visitAsOwner(world);
    expect(await assign({ subscription_id, email: 'eve@example.com' }, visitor)).toMatchObject({
      status: 'pending',
      email: 'eve@example.com',
    });
  },
  async 'customerPortal.seats.revokeSeat'(revoke, world) {
    const { seat, visitor } = await visitWithOffer(world);
    expect(await revoke(seat.id, visitor)).toMatchObject({ id: seat.id, status: 'revoked' });
  },
  async 'customerPortal.seats.resendInvitation'(resend, world) {
    const { seat, visitor } = await visitWithOffer(world);
    expect(await resend(seat.id, visitor)).toMatchObject({ id: seat.id, status: 'pending' });
  },
  async 'customerPortal.seats.listClaimedSubscriptions'(list, world) {
    const { seat, token, customer_id } = await visitWithOffer(world);
    await world.polar.customerSeats.claimSeat({ invitation_token: token });
    const eve = await world.visit(customer_id, seat.member_id ?? '');
    expect((await list({}, eve)).items).toMatchObject([{ seats: 3, product: { name: 'Team' } }]);
  },
} satisfies Drives;

const eve = { email: 'eve@example.com', name: 'Eve', role: 'member' } as const;

async function visitTeam({ makeTeam, visitAsOwner }: World) {
  return visitAsOwner((await makeTeam()).id);
}

export const portalMembers = {
  async 'customerPortal.members.listMembers'(list, world) {
    expect((await list({}, await visitTeam(world))).items).toMatchObject([
      { email: 'owner@example.com', role: 'owner' },
    ]);
  },
  async 'customerPortal.members.addMember'(add, world) {
    expect(await add(eve, await visitTeam(world))).toMatchObject(eve);
  },
  async 'customerPortal.members.updateMember'(update, world) {
    const visitor = await visitTeam(world);
    const { id } = await world.polar.customerPortal.members.addMember(eve, visitor);
    expect(await update(id, { role: 'billing_manager' }, visitor)).toMatchObject({
      ...eve,
      role: 'billing_manager',
    });
  },
  async 'customerPortal.members.removeMember'(remove, world) {
    const visitor = await visitTeam(world);
    const { members } = world.polar.customerPortal;
    const { id } = await members.addMember(eve, visitor);
    await remove(id, visitor);
    expect((await members.listMembers({}, visitor)).items).toHaveLength(1);
  },
} satisfies Drives;
