import { expect, it } from 'vitest';
import { prometheusName } from '../../src/cli/serve/prometheus.ts';
import { ERROR_CLASS_NAMES } from '../../src/core/index.ts';
import { METRICS, WORK_QUEUE_NAMES } from '../../src/server/index.ts';
import { metricNamesOf, readAlertRules } from './support/alert-rules.ts';

const rules = readAlertRules();

// What Prometheus knows each metric by. `test/cli/serve.test.ts` looks for the same names at a running server.
const attributesByName = new Map(
  Object.entries(METRICS).flatMap(([name, { kind, unit, attributes }]) => {
    const base = prometheusName(name, unit);
    const suffixes = { counter: ['_total'], gauge: [''], histogram: ['_bucket', '_sum', '_count'] }[kind];
    return suffixes.map((suffix) => [`${base}${suffix}`, [...attributes, 'le']] as const);
  }),
);

it('cover failures, lag, the endpoint, old secrets, parked work and drift', () => {
  expect(rules.map(({ alert }) => alert)).toEqual(
    expect.arrayContaining([
      'FloeRequestsFail',
      'FloeProviderCallsFail',
      'FloeWebhooksLag',
      'FloeEndpointDisabled',
      'FloeOldSecretInUse',
      'FloeWorkParked',
      'FloeDrift',
    ]),
  );
  for (const { alert, expr, labels, annotations } of rules) {
    expect(alert).toMatch(/^Floe[A-Za-z]+$/);
    expect(['page', 'warn']).toContain(labels.severity);
    expect(annotations.summary).toBeTruthy();
    expect(expr.split('(').length).toBe(expr.split(')').length);
  }
});

it('ask for metrics that there are', () => {
  const names = metricNamesOf(rules);
  expect(names.length).toBeGreaterThan(8);
  expect(names.filter((name) => !attributesByName.has(name))).toEqual([]);
});

it('ask for attributes that their metrics have, and values that these can take', () => {
  const values: Record<string, readonly string[]> = {
    outcome: [...ERROR_CLASS_NAMES, 'ok', 'done', 'failed', 'retry', 'parked', 'refused'],
    state: ['healthy', 'enabled_again', 'missing', 'unknown'],
    queue: WORK_QUEUE_NAMES,
    status: ['5..'],
  };
  for (const { expr } of rules) {
    for (const [, name = '', matchers = ''] of expr.matchAll(/(floe_\w+)\{([^}]*)\}/g)) {
      for (const [, attribute = '', value = ''] of matchers.matchAll(/(\w+)=~?"([^"]*)"/g)) {
        expect(attributesByName.get(name)).toContain(attribute);
        for (const one of value.split('|')) expect(values[attribute]).toContain(one);
      }
    }
  }
});
