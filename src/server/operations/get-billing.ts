import type { Billing } from '../../core/index.ts';
import { toBilling } from '../display/billing-view.ts';
import { noticePassedAttempt } from '../mirror/notice-passed-attempt.ts';
import type { Caller, ServerContext } from '../server-context.ts';
import type { Query } from './query.ts';

/** `GET /get-billing`: the account at a glance. */
export const getBilling: Query<'getBilling'> = (_input, caller, context) => readBilling(caller, context);

/** The account as the mirror has it now, for this caller. */
export async function readBilling(caller: Caller, context: ServerContext): Promise<Billing> {
  const [state, catalog] = await Promise.all([
    context.store.getBillingState(caller.externalId),
    context.readCatalog(),
  ]);
  await noticePassedAttempt(state, caller.externalId, context);
  const { clock, pauseMonths, graceDays } = context;
  return toBilling({ now: clock.now(), caller, state, catalog, pauseMonths, graceDays });
}
