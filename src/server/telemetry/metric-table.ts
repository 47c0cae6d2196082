/** One thing that is measured. */
export interface MetricDescription {
  kind: 'counter' | 'histogram' | 'gauge';
  /** As UCUM has it: `s` for seconds, `{…}` for things that are counted. */
  unit: string;
  description: string;
  attributes: readonly string[];
}

/**
 * Everything that a server measures. Attributes are from closed lists: no id, name or address is ever among them.
 * Prometheus knows them with underscores, with `_seconds` for `s`, and with `_total` for counters.
 */
export const METRICS = {
  'floe.request.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Requests, from their first byte to the head of the answer.',
    attributes: ['operation', 'status'],
  },
  'floe.provider.call.duration': {
    kind: 'histogram',
    unit: 's',
    description: 'Calls to the payment provider, each attempt by itself; a walk through a list is one.',
    attributes: ['call', 'outcome'],
  },
  'floe.errors': {
    kind: 'counter',
    unit: '{error}',
    description: 'Failures by their kind and by where they were met.',
    attributes: ['class', 'source'],
  },
  'floe.webhook.received': {
    kind: 'counter',
    unit: '{delivery}',
    description:
      'Webhooks by what became of them at the door: new, duplicate, requeued, or refused for their signature.',
    attributes: ['outcome'],
  },
  'floe.webhook.old_secret': {
    kind: 'counter',
    unit: '{delivery}',
    description: 'Webhooks that were signed with a secret which is not the newest.',
    attributes: [],
  },
  'floe.webhook.lag': {
    kind: 'histogram',
    unit: 's',
    description: 'Business time between what happened at the provider and its being applied here.',
    attributes: [],
  },
  'floe.work.runs': {
    kind: 'counter',
    unit: '{run}',
    description:
      'Attempts at work by how they ended: done, retry, postponed, parked, or lost to another process.',
    attributes: ['queue', 'outcome'],
  },
  'floe.queue.pending': {
    kind: 'gauge',
    unit: '{item}',
    description: 'Work that waits, of all processes of the database.',
    attributes: ['queue'],
  },
  'floe.queue.parked': {
    kind: 'gauge',
    unit: '{item}',
    description: 'Work that a person has to look at.',
    attributes: ['queue'],
  },
  'floe.queue.oldest': {
    kind: 'gauge',
    unit: 's',
    description: 'The age of the oldest work that waits; 0 when none does.',
    attributes: ['queue'],
  },
  'floe.reconciliation.runs': {
    kind: 'counter',
    unit: '{run}',
    description: 'Reconciliations by how they ended: done or failed.',
    attributes: ['outcome'],
  },
  'floe.reconciliation.drift': {
    kind: 'counter',
    unit: '{record}',
    description:
      'What a reconciliation had to put right, and how it was wrong: missing, stale, or gone at the provider. The first one of a new database puts everything right.',
    attributes: ['kind', 'how'],
  },
  'floe.reconciliation.redelivered': {
    kind: 'counter',
    unit: '{delivery}',
    description: 'Webhooks that had not arrived and were asked for again.',
    attributes: [],
  },
  'floe.webhook.endpoint': {
    kind: 'gauge',
    unit: '{state}',
    description:
      '1 for the state that the last reconciliation found the webhook endpoint in: healthy, enabled_again (it was off), missing or unknown.',
    attributes: ['state'],
  },
  'floe.reconciliation.age': {
    kind: 'gauge',
    unit: 's',
    description: 'How long ago the last reconciliation of this process came to its end.',
    attributes: [],
  },
} as const satisfies Record<string, MetricDescription>;

/** The name of a metric. */
export type MetricName = keyof typeof METRICS;
