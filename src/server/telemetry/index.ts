export {
  createTelemetry,
  type ErrorSource,
  type Telemetry,
  type TelemetryOptions,
} from './create-telemetry.ts';
export { METRICS, type MetricDescription, type MetricName } from './metric-table.ts';
export { observeIntake } from './observe-intake.ts';
export { observeProvider } from './observe-provider.ts';
export { observeRequests } from './observe-requests.ts';
export { observeState, type StateWatch } from './observe-state.ts';
export { observeWork } from './observe-work.ts';
