import { z } from 'zod';
import type { SeatRecord } from '../../server/ports/index.ts';
import {
  readWire,
  toTimestamps,
  wireOptionalInstant,
  wireOptionalText,
  wireTimestamps,
} from './read-wire.ts';

const polarSeat = z.object({
  ...wireTimestamps,
  id: z.string(),
  subscription_id: wireOptionalText,
  status: z.enum(['pending', 'claimed', 'revoked']),
  member_id: wireOptionalText,
  email: wireOptionalText,
  invitation_token_expires_at: wireOptionalInstant,
  claimed_at: wireOptionalInstant,
  revoked_at: wireOptionalInstant,
});

/** Polar's seat in our words; `null` for the seat of a single purchase. */
export function toSeatRecord(wire: z.input<typeof polarSeat>): SeatRecord | null {
  const seat = readWire(polarSeat, wire, 'seat');
  if (seat.subscription_id === null) return null;
  return {
    ...toTimestamps(seat),
    id: seat.id,
    subscriptionId: seat.subscription_id,
    status: seat.status,
    memberId: seat.member_id,
    email: seat.email,
    invitationExpiresAt: seat.invitation_token_expires_at,
    claimedAt: seat.claimed_at,
    revokedAt: seat.revoked_at,
  };
}
