import { billingActions, billingPage } from './billing-page.ts';
import { cancelAction, cancelPage } from './cancel-page.ts';
import { orderActions, orderAuthenticationPage } from './order-actions.ts';
import { orderPage } from './order-page.ts';
import { ordersPage } from './orders-page.ts';
import { overviewPage } from './overview.ts';
import type { Action, Page } from './page.ts';
import { paymentMethodActions } from './payment-method-actions.ts';
import { paymentMethodsPage } from './payment-methods-page.ts';
import { planAction, planPage } from './plan-page.ts';
import { quantityActions, quantityPages } from './quantity-page.ts';
import { seatActions, seatsPage } from './seats-page.ts';
import { subscriptionActions } from './subscription-actions.ts';

/** Every page of the portal that a session opens. */
export const portalPages: readonly Page[] = [
  overviewPage,
  paymentMethodsPage,
  ordersPage,
  orderPage,
  orderAuthenticationPage,
  seatsPage,
  billingPage,
  cancelPage,
  planPage,
  ...quantityPages,
];

/** Every form of the portal. */
export const portalActions: readonly Action[] = [
  ...paymentMethodActions,
  ...orderActions,
  ...seatActions,
  ...billingActions,
  cancelAction,
  planAction,
  ...quantityActions,
  ...subscriptionActions,
];
