import type { CommandAnswer } from '../../contract/index.ts';
import type { Caller, ServerContext } from '../server-context.ts';
import { readBilling } from './get-billing.ts';

/** The answer of a command on a subscription: the new truth, read from the mirror that holds it by now. */
export async function subscriptionAnswer(
  _outcome: unknown,
  caller: Caller,
  context: ServerContext,
): Promise<CommandAnswer> {
  return { billing: await readBilling(caller, context) };
}
