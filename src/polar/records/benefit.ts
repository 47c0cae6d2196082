import { z } from 'zod';
import type { BenefitGrantRecord, BenefitRecord } from '../../server/ports/index.ts';
import {
  readWire,
  toTimestamps,
  wireOptionalInstant,
  wireOptionalText,
  wireTimestamps,
} from './read-wire.ts';

const polarBenefit = z.object({
  ...wireTimestamps,
  id: z.string(),
  type: z.string(),
  description: z.string(),
  is_deleted: z.boolean(),
});

const polarBenefitGrant = z.object({
  ...wireTimestamps,
  id: z.string(),
  customer_id: z.string(),
  benefit_id: z.string(),
  member_id: wireOptionalText,
  subscription_id: wireOptionalText,
  order_id: wireOptionalText,
  is_granted: z.boolean(),
  is_revoked: z.boolean(),
  granted_at: wireOptionalInstant,
  revoked_at: wireOptionalInstant,
});

/** Polar's benefit in our words. */
export function toBenefitRecord(wire: z.input<typeof polarBenefit>): BenefitRecord {
  const { id, type, description, is_deleted, ...benefit } = readWire(polarBenefit, wire, 'benefit');
  return { ...toTimestamps(benefit), id, type, description, isDeleted: is_deleted };
}

/** Polar's benefit grant in our words. */
export function toBenefitGrantRecord(wire: z.input<typeof polarBenefitGrant>): BenefitGrantRecord {
  const grant = readWire(polarBenefitGrant, wire, 'benefit grant');
  return {
    ...toTimestamps(grant),
    id: grant.id,
    customerId: grant.customer_id,
    benefitId: grant.benefit_id,
    memberId: grant.member_id,
    subscriptionId: grant.subscription_id,
    invoiceId: grant.order_id,
    isGranted: grant.is_granted,
    isRevoked: grant.is_revoked,
    grantedAt: grant.granted_at,
    revokedAt: grant.revoked_at,
  };
}
