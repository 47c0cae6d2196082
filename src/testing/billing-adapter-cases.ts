import { accessCases } from './billing-adapter/access-cases.ts';
import { auditCases } from './billing-adapter/audit-cases.ts';
import { cancelCases } from './billing-adapter/cancel-cases.ts';
import { changeCases } from './billing-adapter/change-cases.ts';
import { checkoutCases } from './billing-adapter/checkout-cases.ts';
import { idempotencyCases } from './billing-adapter/idempotency-cases.ts';
import { invoiceCases } from './billing-adapter/invoice-cases.ts';
import { liveCases } from './billing-adapter/live-cases.ts';
import { notificationCases } from './billing-adapter/notification-cases.ts';
import { pauseCases } from './billing-adapter/pause-cases.ts';
import { paymentMethodCases } from './billing-adapter/payment-method-cases.ts';
import { readCases } from './billing-adapter/read-cases.ts';
import type { BillingAdapterSubject } from './billing-adapter/subject.ts';
import type { ConformanceCase, RegisterTest } from './conformance-case.ts';

/** Everything a `BillingAdapter` promises, as data: `run` rejects when the adapter, or the server behind it, behaves otherwise. */
export const adapterCases: readonly ConformanceCase<BillingAdapterSubject>[] = [
  ...readCases,
  ...checkoutCases,
  ...changeCases,
  ...cancelCases,
  ...pauseCases,
  ...paymentMethodCases,
  ...invoiceCases,
  ...idempotencyCases,
  ...accessCases,
  ...liveCases,
  ...notificationCases,
  ...auditCases,
];

/** Options of {@link describeBillingAdapter}. */
export interface DescribeBillingAdapterOptions {
  /** Gives two organizations that have bought nothing. Called before each case, so make it cheap: new owners, not a new server. */
  createSubject(): Promise<BillingAdapterSubject>;
  /** Cases this adapter cannot pass, by name, each with the reason. */
  skip?: Readonly<Record<string, string>> | undefined;
}

/**
 * Registers one test per case with any runner's `it`.
 *
 * @throws {Error} when `skip` names a case that does not exist.
 * @example
 * describeBillingAdapter(it, { createSubject: () => createMySubject() });
 */
export function describeBillingAdapter(
  it: RegisterTest,
  { createSubject, skip = {} }: DescribeBillingAdapterOptions,
): void {
  const names = new Set(adapterCases.map(({ name }) => name));
  const unknown = Object.keys(skip).filter((name) => !names.has(name));
  if (unknown.length > 0) throw new Error(`floe-billing: no case is called ${unknown.join(', ')}.`);

  for (const { name, run } of adapterCases) {
    if (skip[name] === undefined) it(name, async () => run(await createSubject()));
  }
}
