import type { BillingStore } from '../server/ports/index.ts';
import { commandCases } from './billing-store/command-cases.ts';
import { dueCases } from './billing-store/due-cases.ts';
import { intakeCases } from './billing-store/intake-cases.ts';
import { laterJobCases } from './billing-store/later-job-cases.ts';
import { liveCases } from './billing-store/live-cases.ts';
import { mirrorCases } from './billing-store/mirror-cases.ts';
import { notificationCases } from './billing-store/notification-cases.ts';
import { reconciliationCases } from './billing-store/reconciliation-cases.ts';
import { stateCases } from './billing-store/state-cases.ts';
import { workCases } from './billing-store/work-cases.ts';
import type { ConformanceCase, RegisterTest } from './conformance-case.ts';

/** Everything a `BillingStore` promises, as data: `run` rejects when the store behaves otherwise. */
export const billingStoreCases: readonly ConformanceCase<BillingStore>[] = [
  ...mirrorCases,
  ...stateCases,
  ...commandCases,
  ...workCases,
  ...laterJobCases,
  ...intakeCases,
  ...liveCases,
  ...dueCases,
  ...notificationCases,
  ...reconciliationCases,
];

/** Options of {@link describeBillingStore}. */
export interface DescribeBillingStoreOptions {
  /** Gives an empty, migrated store. Called before each case, so make it cheap: emptied tables, not a new database. */
  createStore(): Promise<BillingStore>;
  /** Cases this store cannot pass, by name, each with the reason. */
  skip?: Readonly<Record<string, string>> | undefined;
}

/**
 * Registers one test per case with any runner's `it`.
 *
 * @throws {Error} when `skip` names a case that does not exist.
 * @example
 * describeBillingStore(it, { createStore: () => createMyStore() });
 */
export function describeBillingStore(
  it: RegisterTest,
  { createStore, skip = {} }: DescribeBillingStoreOptions,
): void {
  const names = new Set(billingStoreCases.map(({ name }) => name));
  const unknown = Object.keys(skip).filter((name) => !names.has(name));
  if (unknown.length > 0) throw new Error(`floe-billing: no case is called ${unknown.join(', ')}.`);

  for (const { name, run } of billingStoreCases) {
    if (skip[name] === undefined) it(name, async () => run(await createStore()));
  }
}
