import { expect } from 'vitest';
import type { Drives } from './drive.ts';
import type { World } from './world.ts';

const email = 'eve@example.com';

/** Offers a seat of the team's to Eve. */
export async function offerSeat(world: World) {
  const { id: subscription_id, customer_id } = await world.buySeats(3);
  const seat = await world.polar.customerSeats.assignSeat({ subscription_id, email });
  const { invitation_token } = await world.findRow('seats', ({ id }) => id === seat.id);
  return { subscription_id, customer_id, seat, token: String(invitation_token) };
}

export const customerSeats = {
  async 'customerSeats.listSeats'(list, world) {
    const { subscription_id } = await offerSeat(world);
    expect(await list({ subscription_id })).toMatchObject({
      seats: [{ status: 'pending', email }],
      total_seats: 3,
      available_seats: 2,
    });
  },
  async 'customerSeats.assignSeat'(assign, { buySeats }) {
    const { id: subscription_id } = await buySeats(1);
    expect(await assign({ subscription_id, email })).toMatchObject({ status: 'pending', email });
  },
  async 'customerSeats.revokeSeat'(revoke, world) {
    const { seat } = await offerSeat(world);
    expect(await revoke(seat.id)).toMatchObject({ id: seat.id, status: 'revoked' });
  },
  async 'customerSeats.resendInvitation'(resend, world) {
    const { seat } = await offerSeat(world);
    expect(await resend(seat.id)).toMatchObject({
      status: 'pending',
      invitation_token_expires_at: '2027-01-11T10:00:00Z',
    });
  },
  async 'customerSeats.getClaimInfo'(getClaimInfo, world) {
    const { token } = await offerSeat(world);
    expect(await getClaimInfo(token)).toMatchObject({
      product_name: 'Team',
      customer_email: email,
      can_claim: true,
    });
  },
  async 'customerSeats.claimSeat'(claim, world) {
    const { seat, token } = await offerSeat(world);
    expect(await claim({ invitation_token: token })).toMatchObject({
      seat: { id: seat.id, status: 'claimed' },
    });
  },
} satisfies Drives;
