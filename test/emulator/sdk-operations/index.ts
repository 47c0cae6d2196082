import { discounts, organizations, productDrives } from './catalog.ts';
import { customerSessions, customers, externalCustomers, members } from './customers.ts';
import type { Drives } from './drive.ts';
import { benefits, portalBenefitGrants } from './entitlements.ts';
import { disputes, metrics, payments, refunds } from './money.ts';
import {
  portalCustomers,
  portalOrders,
  portalOrganizations,
  portalSubscriptions,
  portalUsage,
} from './portal.ts';
import { portalMembers, portalSeats } from './portal-team.ts';
import { checkouts, orders, subscriptions } from './sales.ts';
import { customerSeats } from './seats.ts';
import { events, meters } from './usage.ts';
import { webhooks } from './webhooks.ts';

/** Every operation of the SDK that is built, and how it is driven. */
export const drives: Drives = {
  ...organizations,
  ...productDrives,
  ...discounts,
  ...benefits,
  ...meters,
  ...events,
  ...customers,
  ...externalCustomers,
  ...members,
  ...customerSessions,
  ...customerSeats,
  ...checkouts,
  ...subscriptions,
  ...orders,
  ...payments,
  ...refunds,
  ...disputes,
  ...metrics,
  ...webhooks,
  ...portalCustomers,
  ...portalSubscriptions,
  ...portalOrders,
  ...portalUsage,
  ...portalBenefitGrants,
  ...portalSeats,
  ...portalMembers,
  ...portalOrganizations,
};
