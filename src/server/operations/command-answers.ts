import { z } from 'zod';
import type { ChangeAnswer, CommandAnswer } from '../../contract/index.ts';
import { moneySchema } from '../../contract/schemas/index.ts';
import type { Caller, ServerContext } from '../server-context.ts';
import { readBilling } from './get-billing.ts';

const receiptSchema = z.object({ charged: moneySchema.nullable(), unpaid: moneySchema.nullable() });

/** The new truth, read from the mirror that holds it by now. */
export async function answerWithBilling(
  _outcome: unknown,
  caller: Caller,
  context: ServerContext,
): Promise<CommandAnswer> {
  return { billing: await readBilling(caller, context) };
}

/** The same, with what was charged: the outcome that was kept. */
export async function answerWithReceipt(
  outcome: unknown,
  caller: Caller,
  context: ServerContext,
): Promise<ChangeAnswer> {
  return { billing: await readBilling(caller, context), receipt: receiptSchema.parse(outcome) };
}
