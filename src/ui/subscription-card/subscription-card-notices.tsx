import { createPart } from '../lib/create-part.ts';

/** What is scheduled or wrong. Renders a `<div>`. */
export const SubscriptionCardNotices = createPart(
  'div',
  'subscription-card-notices',
  'floe:flex floe:flex-col floe:gap-3 floe:px-6 floe:pb-6 floe:empty:hidden',
);
