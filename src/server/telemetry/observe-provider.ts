import type { ErrorClass } from '../../core/index.ts';
import type { PaymentProvider } from '../ports/index.ts';
import type { Telemetry } from './create-telemetry.ts';

/** Lists that are short enough to be given whole. */
const ANSWERED_AT_ONCE: ReadonlySet<string> = new Set([
  'listPaymentMethods',
  'listSeats',
] satisfies (keyof PaymentProvider)[]);

/** A provider each of whose calls is measured. What it takes apart without asking, the webhooks, is not. */
export function observeProvider(provider: PaymentProvider, telemetry: Telemetry): PaymentProvider {
  return new Proxy(provider, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function' || typeof name !== 'string') return member;
      return (...args: unknown[]) => {
        const call = () => Reflect.apply(member, target, args) as unknown;
        return name.startsWith('list') && !ANSWERED_AT_ONCE.has(name)
          ? observeWalk(name, call as () => AsyncIterable<unknown>, telemetry)
          : observeCall(name, call as () => Promise<unknown>, telemetry);
      };
    },
  });
}

function observeCall<Result>(
  name: string,
  call: () => Promise<Result>,
  telemetry: Telemetry,
): Promise<Result> {
  return telemetry.span(`floe.provider ${name}`, { 'floe.call': name }, () => measure(name, call, telemetry));
}

/** A walk ends when whoever walks stops asking, which counts as done. */
async function* observeWalk<Item>(
  name: string,
  call: () => AsyncIterable<Item>,
  telemetry: Telemetry,
): AsyncGenerator<Item> {
  const startedAtMs = performance.now();
  const endSpan = telemetry.startSpan(`floe.provider ${name}`, { 'floe.call': name });
  let errorClass: ErrorClass | undefined;
  try {
    yield* call();
  } catch (error) {
    errorClass = telemetry.countError(error, 'provider');
    throw error;
  } finally {
    endSpan(errorClass);
    const outcome = errorClass ?? 'ok';
    telemetry.record('floe.provider.call.duration', secondsSince(startedAtMs), { call: name, outcome });
  }
}

async function measure<Result>(
  name: string,
  call: () => Promise<Result>,
  telemetry: Telemetry,
): Promise<Result> {
  const startedAtMs = performance.now();
  let outcome: string = 'ok';
  try {
    return await call();
  } catch (error) {
    outcome = telemetry.countError(error, 'provider');
    throw error;
  } finally {
    telemetry.record('floe.provider.call.duration', secondsSince(startedAtMs), { call: name, outcome });
  }
}

/** Real seconds since a reading of `performance.now()`. */
export function secondsSince(startedAtMs: number): number {
  return (performance.now() - startedAtMs) / 1000;
}
