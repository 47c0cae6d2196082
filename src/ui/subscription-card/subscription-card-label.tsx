import { createPart } from '../lib/create-part.ts';

/** The name of a fact. Renders a `<dt>`. */
export const SubscriptionCardLabel = createPart(
  'dt',
  'subscription-card-label',
  'floe:text-meta floe:text-muted',
);
