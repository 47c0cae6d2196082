import { createPart } from '../lib/create-part.ts';

/** What is known of the subscription. Renders a `<dl>`. */
export const SubscriptionCardFacts = createPart(
  'dl',
  'subscription-card-facts',
  'floe:grid floe:gap-x-6 floe:gap-y-4 floe:border-t floe:border-border floe:p-6 floe:@lg:grid-cols-2 floe:@3xl:grid-cols-3',
);
