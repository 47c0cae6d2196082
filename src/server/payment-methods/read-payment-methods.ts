import { asRead, writeSnapshots } from '../mirror/write-snapshots.ts';
import type { CustomerRecord, PaymentMethodRecord, PaymentProvider, Snapshot } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';

/** What a customer may be charged with, as the provider has it now, and the customer, who says with what they are. */
export interface PaymentMethodsNow {
  customer: CustomerRecord;
  methods: readonly PaymentMethodRecord[];
}

/** Asks the provider. */
export async function readPaymentMethods(
  customerId: string,
  provider: PaymentProvider,
): Promise<PaymentMethodsNow> {
  const [customer, methods] = await Promise.all([
    provider.getCustomer(customerId),
    provider.listPaymentMethods(customerId),
  ]);
  return { customer, methods };
}

/** What was read, for the mirror. */
export function toSnapshots({ customer, methods }: PaymentMethodsNow): Snapshot[] {
  return [
    { kind: 'customer', record: customer },
    { kind: 'payment_methods', customerId: customer.id, records: [...methods] },
  ];
}

/** Reads an owner's payment methods from the provider into the mirror. */
export async function refreshPaymentMethods(
  externalId: string,
  customerId: string,
  context: ServerContext,
): Promise<void> {
  const { store, provider, clock, wake } = context;
  const snapshots = asRead(toSnapshots(await readPaymentMethods(customerId, provider)));
  const applied = await store.transaction((transaction) =>
    writeSnapshots(transaction, {
      externalId,
      snapshots,
      actor: 'system',
      at: clock.now(),
      messageKey: `payment_methods:${crypto.randomUUID()}`,
      followUps: false,
    }),
  );
  if (applied.length > 0) wake.outbox();
}
