import type { Route } from '../../http/call.ts';
import { portalBenefitGrantRoutes } from './benefit-grants.ts';
import { portalCustomerRoutes } from './customer.ts';
import { portalEmailUpdateRoutes } from './email-update.ts';
import { portalMemberRoutes } from './members.ts';
import { portalOrderRoutes } from './orders.ts';
import { portalOrganizationRoutes } from './organizations.ts';
import { portalPaymentMethodRoutes } from './payment-methods.ts';
import { portalSeatRoutes } from './seats.ts';
import { portalSubscriptionRoutes } from './subscriptions.ts';
import { portalUsageRoutes } from './usage.ts';

/** `/v1/customer-portal/`: what customers and their members may see and do with a session's token. */
export const portalRoutes: readonly Route[] = [
  ...portalCustomerRoutes,
  ...portalEmailUpdateRoutes,
  ...portalPaymentMethodRoutes,
  ...portalSubscriptionRoutes,
  ...portalOrderRoutes,
  ...portalUsageRoutes,
  ...portalBenefitGrantRoutes,
  ...portalSeatRoutes,
  ...portalMemberRoutes,
  ...portalOrganizationRoutes,
];
