import { createPart } from '../lib/create-part.ts';

/** The amount of the price. Renders a `<span>`. */
export const SubscriptionCardAmount = createPart(
  'span',
  'subscription-card-amount',
  'floe:text-price floe:font-strong floe:tracking-tight floe:tabular-nums floe:text-text',
);
