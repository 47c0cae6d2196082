import { type BillingAdapter, OPERATION_NAMES } from '../contract/index.ts';
import { followEvents } from './follow-events.ts';
import {
  type CreateHttpAdapterOptions,
  createHttpConnection,
  type HttpConnection,
} from './http-connection.ts';
import { keepToOwner } from './keep-to-owner.ts';
import { type SendOptions, sendOperation } from './send-operation.ts';

/**
 * Creates the adapter for a billing server that is reached over HTTP. Create it once, outside of rendering.
 *
 * An abort by a caller's signal rejects with the signal's reason, as `fetch` does; everything else that goes
 * wrong is a `BillingError`: `provider_unavailable` when no answer came, `internal` when something other than
 * the billing server answered.
 *
 * @example
 * const adapter = createHttpAdapter({
 *   baseUrl: 'https://app.example.com/api/billing',
 *   headers: async () => ({ authorization: `Bearer ${await getToken()}` }),
 * });
 */
export function createHttpAdapter(options: CreateHttpAdapterOptions = {}): BillingAdapter {
  const connection = createHttpConnection(options);
  return { ...adapterOver(connection), forOwner: () => adapterOver(keepToOwner(connection)) };
}

function adapterOver(connection: HttpConnection): BillingAdapter {
  const methods = Object.fromEntries(
    OPERATION_NAMES.map((name) => [
      name,
      (input: object, sendOptions?: SendOptions) => sendOperation(connection, name, input, sendOptions),
    ]),
  );
  // The table types each method by its name; that the server answers what the table says is its own promise.
  return {
    ...methods,
    subscribe: (listener) => followEvents(connection, listener),
  } as BillingAdapter;
}
