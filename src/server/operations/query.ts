import type { OperationInput, OperationOutput, QueryName } from '../../contract/index.ts';
import type { Caller, ServerContext } from '../server-context.ts';

/** A query of the contract. */
export type Query<Name extends QueryName> = (
  input: OperationInput<Name>,
  caller: Caller,
  context: ServerContext,
) => Promise<OperationOutput<Name>>;
