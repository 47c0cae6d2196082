export {
  type CreateSandboxOptions,
  createSandbox,
  type PolarAccess,
  type Sandbox,
} from './create-sandbox.ts';
export { type PayCheckoutOptions, payCheckout, type SandboxCard } from './pay-checkout.ts';
export { sampleCatalog } from './sample-catalog.ts';
export { type SamplePerson, samplePeople } from './sample-people.ts';
export { authenticateSamplePerson, PERSON_COOKIE, PERSON_HEADER } from './sign-in.ts';
