import { createPart } from '../lib/create-part.ts';

/** The container of the card. Renders a `<section>`. */
export const SubscriptionCardRoot = createPart(
  'section',
  'subscription-card',
  'floe:@container floe:rounded-container floe:border floe:border-border floe:bg-surface floe:text-body floe:text-text',
);
