import assert from 'node:assert/strict';
import { type BillingAdapter, OPERATION_NAMES } from '../../contract/index.ts';
import { operationOutputs } from '../../contract/schemas/index.ts';
import { BillingError } from '../../core/index.ts';

type AnyMethod = (...given: unknown[]) => Promise<unknown>;

/**
 * The adapter with every answer checked against the contract: its shape, that instants are instants, and that
 * nothing but a `BillingError` is ever thrown.
 */
export function checkedAdapter(adapter: BillingAdapter): BillingAdapter {
  const methods = OPERATION_NAMES.map((name) => {
    // All methods are called the same way; which input belongs to which is checked where a case calls them.
    const method = adapter[name] as AnyMethod;
    const checked: AnyMethod = async (...given) => {
      const answer = await method(...given).catch((error: unknown) => {
        if (BillingError.is(error)) throw error;
        throw new Error(`${name} rejected with something other than a BillingError.`, { cause: error });
      });
      const result = operationOutputs[name].safeParse(answer);
      const problems = result.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
      assert.deepEqual(problems, [], `${name} gave an answer that is not of the contract`);
      return answer;
    };
    return [name, checked] as const;
  });
  return { ...adapter, ...(Object.fromEntries(methods) as Omit<BillingAdapter, 'subscribe' | 'forOwner'>) };
}
