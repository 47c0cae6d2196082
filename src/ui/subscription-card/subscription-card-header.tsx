import { createPart } from '../lib/create-part.ts';

/** Plan, state and price on one side, the way to another plan on the other. Renders a `<div>`. */
export const SubscriptionCardHeader = createPart(
  'div',
  'subscription-card-header',
  'floe:flex floe:flex-wrap floe:items-start floe:justify-between floe:gap-x-6 floe:gap-y-4 floe:p-6',
);
