import { createPart } from '../lib/create-part.ts';

/** One fact: a label and what it says. Renders a `<div>`. */
export const SubscriptionCardFact = createPart('div', 'subscription-card-fact', 'floe:min-w-0');
