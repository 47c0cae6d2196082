import type { Route } from '../http/call.ts';
import { checkoutRoutes } from './checkouts.ts';
import { customerSeatRoutes } from './customer-seats.ts';
import { customerSessionRoutes } from './customer-sessions.ts';
import { customerRoutes } from './customers.ts';
import { discountRoutes } from './discounts.ts';
import { disputeRoutes } from './disputes.ts';
import { memberRoutes } from './members.ts';
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
