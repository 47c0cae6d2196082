import { minimumCharge } from '../../../src/emulator/money/currency.ts';
import type { OrderRow } from '../../../src/emulator/state/rows.ts';
import type { State } from './world.ts';

const sum = (amounts: readonly number[]) => amounts.reduce((total, one) => total + one, 0);

const dueOf = (order: OrderRow) => Math.max(0, order.total_amount + order.applied_balance_amount);

/** Whether an order was paid, whatever was given back of it since. */
const isSettled = ({ status }: OrderRow) =>
  status === 'paid' || status === 'refunded' || status === 'partially_refunded';

/** What an order does to the balance of its customer when it is made. */
const balanceMove = (order: OrderRow) =>
  order.total_amount < 0 ? -order.total_amount : order.applied_balance_amount;

function flawsOfAmounts(order: OrderRow): string[] {
  const flaws: string[] = [];
  const { subtotal_amount, discount_amount, net_amount, tax_amount, total_amount } = order;
  const amounts = [subtotal_amount, discount_amount, net_amount, tax_amount, total_amount];
  if (!amounts.every((one) => Number.isSafeInteger(one) && !Object.is(one, -0))) flaws.push('is not whole');
  if (subtotal_amount !== sum(order.items.map(({ amount }) => amount))) flaws.push('is not its lines');
  if (tax_amount !== sum(order.items.map((one) => one.tax_amount)))
    flaws.push('is not taxed as its lines are');
  if (total_amount !== net_amount + tax_amount) flaws.push('is not net and tax');
  const isExclusive = net_amount === subtotal_amount - discount_amount;
  if (!isExclusive && total_amount !== subtotal_amount - discount_amount)
    flaws.push('is not its sum less the discount');
  if (tax_amount !== 0 && Math.sign(tax_amount) !== Math.sign(total_amount))
    flaws.push('is taxed the wrong way');
  const full = sum(order.items.filter((one) => !one.proration).map(({ amount }) => amount));
  if (discount_amount < 0 || discount_amount > Math.max(0, full))
    flaws.push('is discounted by more than its full lines');
  const due = dueOf(order);
  // A checkout takes what its page said, however little.
  const isSmall = due > 0 && due < minimumCharge(order.currency) && order.checkout_id === null;
  if (isSmall) flaws.push('is due below the smallest charge');
  return flaws;
}

function flawsOfPayments(state: State, order: OrderRow): string[] {
  const flaws: string[] = [];
  const payments = state.payments.filter((one) => one.order_id === order.id && one.status === 'succeeded');
  const paid = sum(payments.map(({ amount }) => amount));
  if (paid !== (isSettled(order) ? dueOf(order) : 0)) flaws.push(`is ${order.status} but ${paid} was paid`);
  if (payments.length > 1) flaws.push('was paid twice');
  if (payments.some(({ currency }) => currency !== order.currency))
    flaws.push('was paid in another currency');
  if (isSettled(order) !== (order.paid_at !== null)) flaws.push('does not know whether it was paid');
  if (order.status !== 'pending' && order.next_payment_attempt_at !== null)
    flaws.push('is still to be collected');
  if (order.status === 'pending' && dueOf(order) === 0) flaws.push('waits for nothing');
  const refunds = state.refunds.filter((one) => one.order_id === order.id);
  const back = sum(refunds.map(({ amount }) => amount));
  const taxBack = sum(refunds.map((one) => one.tax_amount));
  if (back !== order.refunded_amount || taxBack !== order.refunded_tax_amount)
    flaws.push('is not refunded as it says');
  if (back + taxBack > paid) flaws.push(`was refunded ${back + taxBack} of ${paid}`);
  if (order.status === 'refunded' && back + taxBack !== paid) flaws.push('is refunded in part only');
  if (order.status === 'partially_refunded' && (back === 0 || back + taxBack >= paid))
    flaws.push('is not refunded in part');
  if (order.status === 'paid' && refunds.length > 0) flaws.push('is paid, and refunded');
  return flaws;
}

/** The balance that the entries of a customer add up to, by currency. */
function balancesOf(state: State, customerId: string): Record<string, number> {
  const balances: Record<string, number> = {};
  for (const { currency, amount, customer_id } of state.balance_entries) {
    if (customer_id === customerId) balances[currency] = (balances[currency] ?? 0) + amount;
  }
  return balances;
}

function flawsOfBalances(state: State): string[] {
  const flaws: string[] = [];
  for (const { id, balances } of state.customers) {
    const added = balancesOf(state, id);
    for (const currency of new Set([...Object.keys(balances), ...Object.keys(added)])) {
      if ((balances[currency] ?? 0) !== (added[currency] ?? 0))
        flaws.push(`customer ${id} has a balance from nowhere`);
      if ((balances[currency] ?? 0) <= -minimumCharge(currency))
        flaws.push(`customer ${id} owes what could be charged`);
    }
  }
  for (const order of state.orders) {
    if (order.status === 'draft') continue;
    const entries = state.balance_entries.filter((one) => one.order_id === order.id);
    const moved = sum(entries.filter(({ reason }) => reason === 'order').map(({ amount }) => amount));
    if (moved !== balanceMove(order)) flaws.push(`order ${order.id} moved the balance by ${moved}`);
    if (entries.some(({ reason, amount }) => reason !== 'order' && amount > 0)) {
      flaws.push(`order ${order.id} gave its customer money for a refund or a lost claim`);
    }
  }
  return flaws;
}

/** By currency: what came in is what was sold, less what balances paid and more what they were given. */
function flawsOfSums(state: State): string[] {
  const currencies = new Set(state.orders.map(({ currency }) => currency));
  return [...currencies].flatMap((currency) => {
    const settled = state.orders.filter((one) => one.currency === currency && isSettled(one));
    const ids = new Set(settled.map(({ id }) => id));
    const came = state.payments.filter((one) => one.status === 'succeeded' && ids.has(one.order_id ?? ''));
    const sold = sum(settled.map((one) => one.total_amount + balanceMove(one)));
    return sum(came.map(({ amount }) => amount)) === sold ? [] : [`in ${currency} money came or went`];
  });
}

/** What is wrong with the money of a state: orders, payments, refunds and balances that do not add up. */
export function moneyFlaws(state: State): string[] {
  return [
    ...state.orders.flatMap((order) =>
      [...flawsOfAmounts(order), ...flawsOfPayments(state, order)].map((flaw) => `order ${order.id} ${flaw}`),
    ),
    ...flawsOfBalances(state),
    ...flawsOfSums(state),
  ];
}
