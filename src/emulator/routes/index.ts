import type { Route } from '../http/call.ts';
import { benefitGrantRoutes } from './benefit-grants.ts';
import { benefitRoutes } from './benefits.ts';
import { checkoutRoutes } from './checkouts.ts';
import { customerMeterRoutes } from './customer-meters.ts';
import { customerSeatRoutes } from './customer-seats.ts';
import { customerSessionRoutes } from './customer-sessions.ts';
import { customerRoutes } from './customers.ts';
import { discountRoutes } from './discounts.ts';
import { disputeRoutes } from './disputes.ts';
import { eventTypeRoutes } from './event-types.ts';
import { eventRoutes } from './events.ts';
import { memberRoutes } from './members.ts';
import { meterRoutes } from './meters.ts';
import { metricsRoutes } from './metrics.ts';
import { orderRoutes } from './orders.ts';
import { organizationRoutes } from './organizations.ts';
import { paymentRoutes } from './payments.ts';
import { portalRoutes } from './portal/index.ts';
import { productRoutes } from './products.ts';
import { refundRoutes } from './refunds.ts';
import { subscriptionRoutes } from './subscriptions.ts';
import { webhookRoutes } from './webhooks.ts';

/** Every operation that is built. */
export const routes: readonly Route[] = [
  ...organizationRoutes,
  ...productRoutes,
  ...discountRoutes,
  ...benefitRoutes,
  ...benefitGrantRoutes,
  ...meterRoutes,
  ...eventRoutes,
  ...eventTypeRoutes,
  ...customerMeterRoutes,
  ...customerRoutes,
  ...memberRoutes,
  ...customerSessionRoutes,
  ...customerSeatRoutes,
  ...checkoutRoutes,
  ...subscriptionRoutes,
  ...orderRoutes,
  ...paymentRoutes,
  ...refundRoutes,
  ...disputeRoutes,
  ...metricsRoutes,
  ...webhookRoutes,
  ...portalRoutes,
];
