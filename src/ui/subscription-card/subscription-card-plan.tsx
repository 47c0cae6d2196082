import { createPart } from '../lib/create-part.ts';

/** The name of the plan. Renders an `<h3>`. */
export const SubscriptionCardPlan = createPart(
  'h3',
  'subscription-card-plan',
  'floe:text-title floe:font-strong floe:min-w-0 floe:wrap-anywhere',
);
