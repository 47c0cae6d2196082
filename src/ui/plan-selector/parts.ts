export { PlanChangeActions as ChangeActions } from './plan-change-actions.tsx';
export {
  PlanChangeLine as ChangeLine,
  type PlanChangeLineProps as ChangeLineProps,
} from './plan-change-line.tsx';
export { PlanChangeLines as ChangeLines } from './plan-change-lines.tsx';
export { PlanSelectorAction as Action } from './plan-selector-action.tsx';
export { PlanSelectorAddOn as AddOn } from './plan-selector-add-on.tsx';
export { PlanSelectorAddOns as AddOns } from './plan-selector-add-ons.tsx';
export { PlanSelectorAmount as Amount } from './plan-selector-amount.tsx';
export {
  PlanSelectorCurrency as Currency,
  type PlanSelectorCurrencyProps as CurrencyProps,
} from './plan-selector-currency.tsx';
export { PlanSelectorFeature as Feature } from './plan-selector-feature.tsx';
export { PlanSelectorFeatures as Features } from './plan-selector-features.tsx';
export {
  PlanSelectorInterval as Interval,
  type PlanSelectorIntervalProps as IntervalProps,
} from './plan-selector-interval.tsx';
export { PlanSelectorIntervals as Intervals } from './plan-selector-intervals.tsx';
export { PlanSelectorPlan as Plan, type PlanSelectorPlanProps as PlanProps } from './plan-selector-plan.tsx';
export { PlanSelectorPlanDescription as PlanDescription } from './plan-selector-plan-description.tsx';
export { PlanSelectorPlanHeader as PlanHeader } from './plan-selector-plan-header.tsx';
export { PlanSelectorPlanName as PlanName } from './plan-selector-plan-name.tsx';
export { PlanSelectorPlans as Plans } from './plan-selector-plans.tsx';
export { PlanSelectorPrice as Price } from './plan-selector-price.tsx';
export { PlanSelectorPriceDetail as PriceDetail } from './plan-selector-price-detail.tsx';
export { PlanSelectorRoot as Root } from './plan-selector-root.tsx';
export { PlanSelectorSaving as Saving } from './plan-selector-saving.tsx';
export { PlanSelectorToolbar as Toolbar } from './plan-selector-toolbar.tsx';
