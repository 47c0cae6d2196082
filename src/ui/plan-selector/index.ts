export * as PlanSelectorParts from './parts.ts';
export { PlanSelector, type PlanSelectorProps, type PlanSelectorSlot } from './plan-selector.tsx';
