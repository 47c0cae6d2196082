import {
  type Attributes,
  type Counter,
  type Histogram,
  type Meter,
  type MeterProvider,
  metrics,
  type Span,
  SpanStatusCode,
  type Tracer,
  type TracerProvider,
  trace,
} from '@opentelemetry/api';
import { classifyError, type ErrorClass } from '../../core/index.ts';
import { METRICS, type MetricName } from './metric-table.ts';
import { startCounters } from './start-counters.ts';

/** Where a server tells of its work: OpenTelemetry's own providers, the host's. */
export interface TelemetryOptions {
  /** @default the global one, which must be registered before the server is created */
  meterProvider?: MeterProvider | undefined;
  /** @default the global one */
  tracerProvider?: TracerProvider | undefined;
}

type NameOf<Kind extends string> = {
  [Name in MetricName]: (typeof METRICS)[Name]['kind'] extends Kind ? Name : never;
}[MetricName];

/** A metric that is counted up. */
export type CounterName = NameOf<'counter'>;
/** A metric of which the spread counts. */
export type HistogramName = NameOf<'histogram'>;
/** A metric that is asked for. */
export type GaugeName = NameOf<'gauge'>;

/** What is measured when somebody asks. */
export type Observe = (name: GaugeName, value: number, attributes?: Attributes) => void;

/** Where failures are met. */
export type ErrorSource = 'request' | 'provider' | 'work' | 'reconciliation';

/** The server's own view of OpenTelemetry. Costs next to nothing while no provider is registered. */
export interface Telemetry {
  count(name: CounterName, attributes?: Attributes, value?: number): void;
  record(name: HistogramName, value: number, attributes?: Attributes): void;
  /** Counts a failure by its kind. */
  countError(error: unknown, source: ErrorSource): ErrorClass;
  /** Runs something within a span, which becomes the active one. What is thrown marks it, without its words. */
  span<Result>(name: string, attributes: Attributes, work: (span: Span) => Promise<Result>): Promise<Result>;
  /** Begins a span that others do not become part of, for what is done in pieces. Returns the way to end it. */
  startSpan(name: string, attributes: Attributes): (errorClass?: ErrorClass) => void;
  /** Has gauges measured whenever metrics are collected, until the returned function is called. */
  observe(measure: (observe: Observe) => Promise<void> | void): () => void;
}

// Buckets of the default are made for milliseconds; these are seconds. Lag may be hours.
const BUCKETS: Readonly<Record<HistogramName, number[]>> = {
  'floe.request.duration': [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  'floe.provider.call.duration': [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
  'floe.webhook.lag': [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600, 21_600, 86_400],
};

const NAME = 'floe-billing';

/** Creates the instruments of a server. */
export function createTelemetry({ meterProvider, tracerProvider }: TelemetryOptions = {}): Telemetry {
  const meter = (meterProvider ?? metrics.getMeterProvider()).getMeter(NAME);
  const tracer: Tracer = (tracerProvider ?? trace.getTracerProvider()).getTracer(NAME);
  const { counters, histograms, gauges } = createInstruments(meter);

  const count: Telemetry['count'] = (name, attributes = {}, value = 1) =>
    counters.get(name)?.add(value, attributes);
  startCounters({ count });

  return {
    count,
    record: (name, value, attributes = {}) => histograms.get(name)?.record(value, attributes),
    countError(error, source) {
      const errorClass = classifyError(error);
      count('floe.errors', { class: errorClass, source });
      return errorClass;
    },
    span: (name, attributes, work) =>
      tracer.startActiveSpan(name, { attributes }, async (span) => {
        try {
          return await work(span);
        } catch (error) {
          // Never the message: it may hold what a log must not.
          span.setStatus({ code: SpanStatusCode.ERROR });
          span.setAttribute('error.type', classifyError(error));
          throw error;
        } finally {
          span.end();
        }
      }),
    startSpan(name, attributes) {
      const span = tracer.startSpan(name, { attributes });
      return (errorClass) => {
        if (errorClass !== undefined) {
          span.setStatus({ code: SpanStatusCode.ERROR });
          span.setAttribute('error.type', errorClass);
        }
        span.end();
      };
    },
    observe(measure) {
      const instruments = [...gauges.values()];
      const callback: Parameters<Meter['addBatchObservableCallback']>[0] = (result) =>
        measure((name, value, attributes = {}) => {
          const gauge = gauges.get(name);
          if (gauge !== undefined) result.observe(gauge, value, attributes);
        });
      meter.addBatchObservableCallback(callback, instruments);
      return () => meter.removeBatchObservableCallback(callback, instruments);
    },
  };
}

function createInstruments(meter: Meter) {
  const counters = new Map<string, Counter>();
  const histograms = new Map<string, Histogram>();
  const gauges = new Map<string, ReturnType<Meter['createObservableGauge']>>();
  for (const [name, { kind, unit, description }] of Object.entries(METRICS)) {
    if (kind === 'counter') counters.set(name, meter.createCounter(name, { unit, description }));
    else if (kind === 'gauge') gauges.set(name, meter.createObservableGauge(name, { unit, description }));
    else {
      const buckets = BUCKETS[name as HistogramName];
      const advice = { explicitBucketBoundaries: buckets };
      histograms.set(name, meter.createHistogram(name, { unit, description, advice }));
    }
  }
  return { counters, histograms, gauges };
}
