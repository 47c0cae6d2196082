export { BillingPageDescription as Description } from './billing-page-description.tsx';
export { BillingPageHeading as Heading } from './billing-page-heading.tsx';
export { BillingPageRoot as Root } from './billing-page-root.tsx';
export { BillingPageSection as Section } from './billing-page-section.tsx';
