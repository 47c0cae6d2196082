import { createPart } from '../lib/create-part.ts';

/** What a fact says. Renders a `<dd>`. */
export const SubscriptionCardValue = createPart(
  'dd',
  'subscription-card-value',
  'floe:mt-1 floe:font-medium floe:tabular-nums floe:wrap-anywhere',
);
