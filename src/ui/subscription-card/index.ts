export { type DisplayStatus, displayStatus } from './display-status.ts';
export * as SubscriptionCardParts from './parts.ts';
export {
  SubscriptionCard,
  type SubscriptionCardProps,
  type SubscriptionCardSlot,
} from './subscription-card.tsx';
