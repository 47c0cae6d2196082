import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** One alert as Prometheus reads it. */
export interface AlertRule {
  alert: string;
  expr: string;
  for?: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

/** The alerts of the example. */
export function readAlertRules(): AlertRule[] {
  const text = readFileSync('examples/deploy/prometheus-rules.yml', 'utf8');
  const { groups } = parse(text) as { groups: { rules: AlertRule[] }[] };
  return groups.flatMap(({ rules }) => rules);
}

/** The names of metrics that alerts ask for, each once. */
export function metricNamesOf(rules: readonly AlertRule[]): string[] {
  return [...new Set(rules.flatMap(({ expr }) => expr.match(/\bfloe_\w+/g) ?? []))];
}
