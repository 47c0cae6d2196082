import { checkoutSchema } from '../../contract/schemas/index.ts';
import { BillingError, type Checkout, hasEnded, isBefore } from '../../core/index.ts';
import { priceIn } from '../catalog/priced-catalog.ts';
import { adoptLostCheckouts, type WantedCheckout } from '../checkouts/adopt-lost-checkouts.ts';
import { type CheckoutStanding, refreshCheckout } from '../checkouts/refresh-checkout.ts';
import { checkoutReturnUrls } from '../checkouts/return-url.ts';
import type { Command, CommandContext, CommandEffect } from '../commands/command.ts';
import { toCheckout } from '../display/checkout-view.ts';
import type {
  CheckoutIntentRecord,
  CheckoutRecord,
  CreateCheckoutInput,
  CustomerRecord,
} from '../ports/index.ts';
import type { Caller, ServerContext } from '../server-context.ts';
import { isDoubtful } from '../subscriptions/move-subscription.ts';

/** `POST /start-checkout`: opens the hosted checkout for a price, or gives the one that is open for it already. */
export const startCheckout: Command<'startCheckout'> = {
  async run(input, caller, context) {
    await refuseSubscribed(caller, context);
    const wanted = await toWanted(input, context);
    await adoptLostCheckouts(caller.externalId, context);
    const running = await findRunningCheckout(wanted, caller, context);
    if (running !== null) return { outcome: running, snapshots: [], audit: [] };
    return openCheckout(wanted, caller, context);
  },
  answer: async (outcome) => checkoutSchema.parse(outcome),
};

async function toWanted(
  input: { priceId: string; currency?: string | undefined; returnPath: string },
  context: ServerContext,
): Promise<WantedCheckout> {
  const catalog = await context.readCatalog();
  const product = catalog.productFor(input.priceId);
  if (product === null) {
    throw new BillingError('not_found', { message: 'This price is not on sale.', field: 'priceId' });
  }
  const currency = input.currency ?? catalog.defaultCurrency;
  if (priceIn(product, currency) === null) {
    throw new BillingError('invalid_request', {
      message: 'This plan is not sold in this currency. Choose another currency.',
      field: 'currency',
    });
  }
  return { priceId: input.priceId, productId: product.id, currency, returnPath: input.returnPath };
}

async function refuseSubscribed({ externalId }: Caller, { store }: ServerContext): Promise<void> {
  const { subscription } = await store.getBillingState(externalId);
  if (subscription === null || hasEnded(subscription.status)) return;
  throw new BillingError('already_subscribed', {
    message: 'There is a subscription already. Change its plan instead of buying another.',
  });
}

/**
 * The checkout that is open for the same intent; `null` when there is none. An older one that has been paid meanwhile,
 * without the mirror having heard of it, must not be paid twice.
 */
async function findRunningCheckout(
  wanted: WantedCheckout,
  caller: Caller,
  context: ServerContext,
): Promise<Checkout | null> {
  const intents = await context.store.listCheckoutIntents(caller.externalId, context.clock.now());
  for (const intent of intents) {
    const standing = await refreshKnown(intent.checkoutId, caller, context);
    if (standing === null) continue;
    const { record, hasSubscription } = standing;
    if (hasSubscription) {
      await refuseSubscribed(caller, context);
      continue;
    }
    if (record.status === 'confirmed' || record.status === 'succeeded') {
      throw new BillingError('conflict', {
        message: 'A payment for a plan is being processed. Wait a moment and look again.',
      });
    }
    const isOpen = record.status === 'open' && isBefore(context.clock.now(), record.expiresAt);
    if (isOpen && isSameIntent(intent, wanted)) return show(intent, record, context);
  }
  return null;
}

// A checkout the provider has forgotten can neither be paid nor given again.
async function refreshKnown(
  checkoutId: string,
  { externalId }: Caller,
  context: ServerContext,
): Promise<CheckoutStanding | null> {
  try {
    return await refreshCheckout(checkoutId, externalId, context);
  } catch (error) {
    if (BillingError.is(error) && error.code === 'not_found') return null;
    throw error;
  }
}

function isSameIntent(left: WantedCheckout, right: WantedCheckout): boolean {
  return (
    left.priceId === right.priceId &&
    left.productId === right.productId &&
    left.currency === right.currency &&
    left.returnPath === right.returnPath
  );
}

async function openCheckout(
  wanted: WantedCheckout,
  caller: Caller,
  context: CommandContext,
): Promise<CommandEffect> {
  const urls = checkoutReturnUrls(context.appUrl, wanted.returnPath);
  const requestId = await context.intent.note({ ...wanted });
  const customer = await ensureCustomer(caller, context);
  const record = await createOrFind(
    {
      externalCustomerId: caller.externalId,
      productId: wanted.productId,
      currency: wanted.currency,
      ...urls,
      customerIpAddress: caller.ipAddress,
      metadata: { floe_price_id: wanted.priceId },
      requestId,
    },
    context,
  );
  const intent: CheckoutIntentRecord = {
    ...wanted,
    checkoutId: record.id,
    externalId: caller.externalId,
    expiresAt: record.expiresAt,
  };
  return {
    outcome: await show(intent, record, context),
    snapshots: [
      { kind: 'customer', record: customer },
      { kind: 'checkout', record },
    ],
    audit: [
      {
        action: 'checkout.started',
        subjectId: record.id,
        details: { priceId: wanted.priceId, currency: wanted.currency },
      },
    ],
    write: (transaction) => transaction.saveCheckoutIntent(intent),
  };
}

/** Asks once. When the answer is lost, the checkout is looked for: it may be there. */
async function createOrFind(
  input: CreateCheckoutInput,
  { provider }: CommandContext,
): Promise<CheckoutRecord> {
  try {
    return await provider.createCheckout(input);
  } catch (error) {
    const found = isDoubtful(error) ? await provider.findCheckout(input).catch(() => null) : null;
    if (found === null) throw error;
    return found;
  }
}

function ensureCustomer(
  { session, externalId }: Caller,
  { provider }: ServerContext,
): Promise<CustomerRecord> {
  const { owner, userId, userName, userEmail } = session;
  return provider.ensureCustomer({
    externalId,
    type: owner.type === 'organization' ? 'team' : 'individual',
    name: owner.name,
    email: owner.type === 'organization' ? owner.email : (owner.email ?? userEmail),
    person: { userId, name: userName, email: userEmail },
  });
}

async function show(
  intent: CheckoutIntentRecord,
  record: CheckoutRecord,
  context: ServerContext,
): Promise<Checkout> {
  const catalog = await context.readCatalog();
  return toCheckout({ now: context.clock.now(), intent, record, catalog, hasSubscription: false });
}
