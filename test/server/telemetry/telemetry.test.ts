import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Context,
  type ContextManager,
  context,
  propagation,
  ROOT_CONTEXT,
  SpanStatusCode,
  type TextMapPropagator,
  trace,
} from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createPrometheus } from '../../../src/cli/serve/prometheus.ts';
import { METRICS } from '../../../src/server/index.ts';
import { openWorld } from '../support/world.ts';

/** What a host registers so that spans know what they are part of: here without OpenTelemetry's own packages for it. */
function createContextManager(): ContextManager {
  const contexts = new AsyncLocalStorage<Context>();
  const manager: ContextManager = {
    active: () => contexts.getStore() ?? ROOT_CONTEXT,
    with: (active, work, self, ...args) => contexts.run(active, () => work.call(self as never, ...args)),
    bind: (_active, target) => target,
    enable: () => manager,
    disable: () => manager,
  };
  return manager;
}

/** Reads a trace's id from one header. */
const oneHeader: TextMapPropagator = {
  inject: () => undefined,
  extract(given, carrier, getter) {
    const traceId = getter.get(carrier, 'trace');
    if (typeof traceId !== 'string') return given;
    return trace.setSpanContext(given, {
      traceId,
      spanId: 'b7ad6b7169203331',
      traceFlags: 1,
      isRemote: true,
    });
  },
  fields: () => ['trace'],
};

/** A world whose metrics and traces are read here. */
async function openObservedWorld() {
  const prometheus = createPrometheus();
  onTestFinished(() => prometheus.close());
  const spans = new InMemorySpanExporter();
  const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
  const world = await openWorld({
    server: { telemetry: { meterProvider: prometheus.meterProvider, tracerProvider } },
  });
  return {
    world,
    spans: () => spans.getFinishedSpans(),
    /** The value of a metric, by its name and attributes as Prometheus writes them. */
    async read(name: string): Promise<number> {
      const line = (await prometheus.read()).split('\n').find((one) => one.startsWith(`${name} `));
      return Number(line?.slice(name.length) ?? 0);
    },
    text: () => prometheus.read(),
  };
}

describe('telemetry', { timeout: 60_000 }, () => {
  it('measures requests, calls, webhooks, work, drift and queues', async () => {
    const { world, read, text } = await openObservedWorld();
    await world.subscribe('ada');
    await world.settle();
    await world.as('ada').query('getBilling', {});

    expect(
      await read('floe_request_duration_seconds_count{operation="getBilling",status="200"}'),
    ).toBeGreaterThan(0);
    expect(await read('floe_provider_call_duration_seconds_count{call="createCheckout",outcome="ok"}')).toBe(
      1,
    );
    expect(
      await read('floe_provider_call_duration_seconds_count{call="readPage",outcome="ok"}'),
    ).toBeGreaterThan(1);
    expect(await read('floe_webhook_received_total{outcome="new"}')).toBeGreaterThan(5);
    expect(await read('floe_webhook_lag_seconds_count')).toBe(
      await read('floe_work_runs_total{queue="webhook_inbox",outcome="done"}'),
    );
    expect(await read('floe_reconciliation_runs_total{outcome="done"}')).toBe(1);
    expect(await read('floe_reconciliation_drift_total{kind="product",how="missing"}')).toBe(6);
    expect(await read('floe_webhook_endpoint{state="healthy"}')).toBe(1);
    expect(await read('floe_webhook_endpoint{state="missing"}')).toBe(0);
    const all = await text();
    for (const queue of ['webhook_inbox', 'outbox', 'jobs']) {
      expect(all).toContain(`floe_queue_pending{queue="${queue}"} 0\n`);
      expect(all).toContain(`floe_queue_parked{queue="${queue}"} 0\n`);
      expect(all).toContain(`floe_queue_oldest_seconds{queue="${queue}"} 0\n`);
    }
    // What is in no metric's attributes is in no metric.
    for (const secret of ['northwind', 'Lindqvist', world.webhookSecret, world.emulator.accessToken]) {
      expect(all).not.toContain(secret);
    }
  });

  it('counts failures by their kind, and what is signed with an old secret or by nobody', async () => {
    const { world, read } = await openObservedWorld();
    const someone = world.as('ada');
    await someone.command('startCheckout', { priceId: 'nothing', returnPath: '/' }).catch(() => undefined);
    expect(await read('floe_errors_total{class="validation",source="request"}')).toBe(1);

    const forged = await world.billing.handler(
      new Request('https://app.test/api/billing/webhooks/polar', { method: 'POST', body: '{}' }),
    );
    expect(forged.status).toBe(403);
    expect(await read('floe_webhook_received_total{outcome="refused"}')).toBe(1);
    expect(await read('floe_request_duration_seconds_count{operation="webhook",status="403"}')).toBe(1);

    await world.billing.handler(new Request('https://app.test/wp-login.php'));
    expect(await read('floe_request_duration_seconds_count{operation="none",status="404"}')).toBe(1);
  });

  it('traces a request with what it asked of the provider, and no words of anybody', async () => {
    const { world, spans } = await openObservedWorld();
    await world.subscribe('ada');
    const request = spans().find(({ name }) => name === 'floe.request startCheckout');
    expect(request?.attributes).toEqual({
      'floe.operation': 'startCheckout',
      'http.request.method': 'POST',
      'http.response.status_code': 200,
    });
    expect(spans().map(({ name }) => name)).toEqual(
      expect.arrayContaining(['floe.provider createCheckout', 'floe.work webhook_inbox']),
    );
    await world.billing.handler(new Request('http://app.test/api/billing/get-billing'));
    expect(spans().every(({ status }) => status.code !== SpanStatusCode.ERROR)).toBe(true);
  });

  it('makes what a request asks for part of its trace, and a request part of the trace that its headers name', async () => {
    const { world, spans } = await openObservedWorld();
    const contexts = createContextManager();
    context.setGlobalContextManager(contexts);
    propagation.setGlobalPropagator(oneHeader);
    onTestFinished(() => {
      context.disable();
      propagation.disable();
    });
    await world.subscribe('ada');
    await world.billing.reconcile();
    const named = (name: string) => spans().filter((span) => span.name === name);
    const parentOf = (name: string) => {
      const child = named(name).at(-1);
      return spans().find((span) => span.spanContext().spanId === child?.parentSpanContext?.spanId);
    };
    expect(parentOf('floe.provider createCheckout')?.name).toBe('floe.request startCheckout');
    expect(parentOf('floe.provider readPage')?.name).toBe('floe.reconciliation');
    expect(parentOf('floe.request startCheckout')).toBeUndefined();

    await world.billing.handler(
      new Request('http://app.test/healthz', { headers: { trace: '0af7651916cd43dd8448eb211c80319c' } }),
    );
    expect(named('floe.request healthz').at(-1)?.spanContext().traceId).toBe(
      '0af7651916cd43dd8448eb211c80319c',
    );
  });

  it('begins every counter at 0, so that an alert on its rise sees the first', async () => {
    const { text } = await openObservedWorld();
    const before = await text();
    for (const line of [
      'floe_webhook_old_secret_total 0',
      'floe_webhook_received_total{outcome="refused"} 0',
      'floe_errors_total{class="network",source="provider"} 0',
      'floe_work_runs_total{queue="outbox",outcome="parked"} 0',
      'floe_reconciliation_drift_total{kind="seat"} 0',
      'floe_reconciliation_runs_total{outcome="failed"} 0',
    ]) {
      expect(before).toContain(`${line}\n`);
    }
  });

  it('costs nothing while no provider is registered', async () => {
    const world = await openWorld();
    expect((await world.as('ada').query('getBilling', {})).owner.name).toBe('Northwind Construction');
    expect(trace.getActiveSpan()).toBeUndefined();
    expect(propagation.getBaggage(context.active())).toBeUndefined();
  });

  it('has an entry for each metric that says what it is', () => {
    for (const [name, metric] of Object.entries(METRICS)) {
      expect(name).toMatch(/^floe(\.[a-z_]+)+$/);
      expect(metric.description).toMatch(/\.$/);
    }
  });
});
