import { money } from '../../core/index.ts';
import { type PricedCatalog, priceIn } from '../catalog/priced-catalog.ts';
import { invoicePlanName } from '../display/invoice-view.ts';
import type { BillingStore, MailDetails, MailMessage, MailName, MailPlan } from '../ports/index.ts';
import { mailFacts } from './mail-facts.ts';

/** Where what facts refer to is read. */
export interface MailSources {
  store: Pick<BillingStore, 'findInvoice' | 'getBillingState'>;
  readCatalog: () => Promise<PricedCatalog>;
}

type Describe<Name extends MailName> = (
  facts: unknown,
  externalId: string,
  sources: MailSources,
) => Promise<MailDetails[Name] | null>;

const describers: { [Name in MailName]: Describe<Name> } = {
  async welcome(facts, _, { readCatalog }) {
    const { trialEnd, nextChargeAt, ...rest } = mailFacts.welcome.parse(facts);
    return { plan: planOf(rest, await readCatalog()), trialEnd, nextChargeAt };
  },
  async receipt(facts, externalId, { store, readCatalog }) {
    const invoice = await store.findInvoice(externalId, mailFacts.receipt.parse(facts).invoiceId);
    if (invoice === null) return null;
    const inCurrency = (amount: number) => money(amount, invoice.currency);
    return {
      number: invoice.number,
      createdAt: invoice.createdAt,
      planName: invoicePlanName(invoice, await readCatalog()),
      billingReason: invoice.billingReason,
      lines: invoice.lines.map(({ label, amount }) => ({ label, money: inCurrency(amount) })),
      subtotal: inCurrency(invoice.subtotalAmount),
      discount: inCurrency(invoice.discountAmount),
      tax: inCurrency(invoice.taxAmount),
      total: inCurrency(invoice.totalAmount),
      appliedBalance: inCurrency(invoice.appliedBalanceAmount),
      paid: inCurrency(invoice.totalAmount - invoice.appliedBalanceAmount),
    };
  },
  async refund(facts, externalId, { store, readCatalog }) {
    const { invoiceId, amount, taxAmount, currency, refundedAt } = mailFacts.refund.parse(facts);
    // It may be told of before the invoice is, and is worth telling without.
    const invoice = await store.findInvoice(externalId, invoiceId);
    return {
      number: invoice?.number ?? null,
      planName: invoice === null ? null : invoicePlanName(invoice, await readCatalog()),
      refundedAt,
      subtotal: money(amount, currency),
      tax: money(taxAmount, currency),
      total: money(amount + taxAmount, currency),
    };
  },
  async payment_failed(facts, externalId, { store, readCatalog }) {
    const { invoiceId, amount, currency, ...rest } = mailFacts.payment_failed.parse(facts);
    const invoice = await store.findInvoice(externalId, invoiceId);
    const planName = invoice === null ? null : invoicePlanName(invoice, await readCatalog());
    const { attempts, isFinal, nextAttemptAt } = rest;
    return { planName, due: money(amount, currency), attempts, isFinal, nextAttemptAt };
  },
  async card_expiring(facts, externalId, { store }) {
    const { paymentMethodId, expiresAt } = mailFacts.card_expiring.parse(facts);
    const { defaultPaymentMethod: method } = await store.getBillingState(externalId);
    const { brand = null, last4 = null } = method?.id === paymentMethodId ? method : {};
    return { brand, last4, expiresAt };
  },
  async trial_ending(facts, _, { readCatalog }) {
    const { trialEnd, ...rest } = mailFacts.trial_ending.parse(facts);
    return { plan: planOf(rest, await readCatalog()), trialEnd };
  },
  async renewal_ahead(facts, _, { readCatalog }) {
    const { pendingProductId, renewsAt, ...rest } = mailFacts.renewal_ahead.parse(facts);
    const catalog = await readCatalog();
    const { currency } = rest;
    const next = pendingProductId === null ? null : { productId: pendingProductId, amount: null, currency };
    return {
      plan: planOf(rest, catalog),
      nextPlan: next === null ? null : planOf(next, catalog),
      renewsAt,
    };
  },
  async plan_changed(facts, _, { readCatalog }) {
    const { fromProductId, fromAmount, toProductId, toAmount, currency, ...rest } =
      mailFacts.plan_changed.parse(facts);
    const catalog = await readCatalog();
    return {
      ...rest,
      from: planOf({ productId: fromProductId, amount: fromAmount, currency }, catalog),
      to: planOf({ productId: toProductId, amount: toAmount, currency }, catalog),
    };
  },
  async cancellation_confirmed(facts, _, { readCatalog }) {
    const { productId, amount, currency, ...rest } = mailFacts.cancellation_confirmed.parse(facts);
    return { ...rest, plan: planOf({ productId, amount, currency }, await readCatalog()) };
  },
  async paused(facts, _, { readCatalog }) {
    const { productId, amount, currency, ...rest } = mailFacts.paused.parse(facts);
    return { ...rest, plan: planOf({ productId, amount, currency }, await readCatalog()) };
  },
  async resumed(facts, _, { readCatalog }) {
    const { productId, amount, currency, ...rest } = mailFacts.resumed.parse(facts);
    return { ...rest, plan: planOf({ productId, amount, currency }, await readCatalog()) };
  },
};

/**
 * The facts of a mail with what they refer to: names from the catalog, what was paid from the mirror.
 *
 * @returns `null` for facts that this version does not understand, and for what they refer to when it is gone.
 */
export async function describeMail<Name extends MailName>(
  message: Name,
  { facts, externalId }: Pick<MailMessage, 'facts' | 'externalId'>,
  sources: MailSources,
): Promise<MailDetails[Name] | null> {
  if (!mailFacts[message].safeParse(facts).success) return null;
  return describers[message](facts, externalId, sources);
}

function planOf(
  { productId, amount, currency }: { productId: string; amount: number | null; currency: string },
  catalog: PricedCatalog,
): MailPlan {
  const { planName, product } = catalog.describe(productId);
  return {
    name: planName,
    money: amount === null ? priceIn(product, currency) : money(amount, currency),
    interval: product?.interval ?? null,
    intervalCount: product?.intervalCount ?? 1,
  };
}
