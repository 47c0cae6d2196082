export {
  type CreateFixtureAdapterOptions,
  createFixtureAdapter,
  type FixtureAdapter,
  type FixtureAnswer,
  type FixtureCall,
  type FixtureFailure,
  type FixtureLatency,
} from './create-fixture-adapter.ts';
export { createHttpAdapter } from './create-http-adapter.ts';
export type { CreateHttpAdapterOptions } from './http-connection.ts';
