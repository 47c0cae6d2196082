import { createPart } from '../lib/create-part.ts';

/** Quiet actions. Renders a `<div>`. */
export const SubscriptionCardFooter = createPart(
  'div',
  'subscription-card-footer',
  'floe:flex floe:flex-wrap floe:justify-end floe:gap-2 floe:border-t floe:border-border floe:ps-6 floe:pe-2.5 floe:py-3',
);
