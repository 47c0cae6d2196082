import { createPart } from '../lib/create-part.ts';

/** More about a fact. Renders a `<dd>`. */
export const SubscriptionCardDetail = createPart(
  'dd',
  'subscription-card-detail',
  'floe:text-meta floe:text-muted floe:tabular-nums',
);
