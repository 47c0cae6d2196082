export { SubscriptionCardAmount as Amount } from './subscription-card-amount.tsx';
export { SubscriptionCardDetail as Detail } from './subscription-card-detail.tsx';
export { SubscriptionCardFact as Fact } from './subscription-card-fact.tsx';
export { SubscriptionCardFacts as Facts } from './subscription-card-facts.tsx';
export { SubscriptionCardFooter as Footer } from './subscription-card-footer.tsx';
export { SubscriptionCardHeader as Header } from './subscription-card-header.tsx';
export { SubscriptionCardLabel as Label } from './subscription-card-label.tsx';
export { SubscriptionCardNotices as Notices } from './subscription-card-notices.tsx';
export { SubscriptionCardPlan as Plan } from './subscription-card-plan.tsx';
export { SubscriptionCardPrice as Price } from './subscription-card-price.tsx';
export { SubscriptionCardRoot as Root } from './subscription-card-root.tsx';
export {
  SubscriptionCardStatus as Status,
  type SubscriptionCardStatusProps as StatusProps,
} from './subscription-card-status.tsx';
export { SubscriptionCardValue as Value } from './subscription-card-value.tsx';
