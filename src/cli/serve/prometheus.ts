import type { MeterProvider as MeterProviderApi } from '@opentelemetry/api';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { MeterProvider, type ResourceMetrics } from '@opentelemetry/sdk-metrics';

/** Metrics as Prometheus reads them. */
export interface Prometheus {
  /** What a server measures with. */
  meterProvider: MeterProviderApi;
  /** Measures what is only known when asked for, and writes everything down. */
  read(): Promise<string>;
  close(): Promise<void>;
}

/** The media type of Prometheus' text format. */
export const PROMETHEUS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Collects metrics and writes them as Prometheus reads them. It listens nowhere. */
export function createPrometheus(): Prometheus {
  const reader = new PrometheusExporter({ preventServerStart: true });
  const meterProvider = new MeterProvider({ readers: [reader] });
  const serializer = new PrometheusSerializer(undefined, false, undefined, true, true);
  return {
    meterProvider,
    async read() {
      const { resourceMetrics, errors } = await reader.collect();
      const [error] = errors;
      if (error !== undefined) throw error;
      return serializer.serialize(withUnits(resourceMetrics));
    },
    close: () => meterProvider.shutdown(),
  };
}

/** The name that a metric has in Prometheus, without what its kind adds: `_total`, or `_bucket`, `_sum` and `_count`. */
export function prometheusName(name: string, unit: string): string {
  return `${name.replaceAll('.', '_')}${unit === 's' ? '_seconds' : ''}`;
}

// The exporter leaves units out of names, where Prometheus has them, and writes them down where nobody reads them.
function withUnits(metrics: ResourceMetrics): ResourceMetrics {
  return {
    ...metrics,
    scopeMetrics: metrics.scopeMetrics.map((scope) => ({
      ...scope,
      metrics: scope.metrics.map((metric) => ({
        ...metric,
        descriptor: {
          ...metric.descriptor,
          name: prometheusName(metric.descriptor.name, metric.descriptor.unit),
          unit: '',
        },
      })),
    })),
  };
}
