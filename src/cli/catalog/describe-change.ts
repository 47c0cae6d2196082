import { formatMoney, money } from '../../core/index.ts';
import type { CatalogChange, ProductDifference } from '../../polar/index.ts';
import type { CodePrice } from '../../server/index.ts';

/** One change as lines for a terminal: what is made (`+`), changed (`~`) or archived (`-`), and in what it differs. */
export function describeChange(change: CatalogChange): string[] {
  switch (change.kind) {
    case 'create':
      return [`+ ${change.price.id}  make product "${change.price.name}": ${describePrice(change.price)}`];
    case 'update':
      return [
        `~ ${change.price.id}  change product "${change.product.name}" (${change.product.id})`,
        ...change.differences.map((difference) => `    ${describeDifference(difference)}`),
      ];
    case 'archive':
      return [
        `- ${change.priceId}  archive product "${change.product.name}" (${change.product.id}): whoever has it keeps it`,
      ];
  }
}

function describePrice({ interval, trialDays, amounts }: CodePrice): string {
  const prices = Object.entries(amounts).map(([currency, amount]) => write(amount, currency));
  const trial = trialDays === null ? '' : `, ${trialDays} ${trialDays === 1 ? 'day' : 'days'} of trial`;
  return `${prices.join(', ')} a ${interval}${trial}`;
}

function describeDifference(difference: ProductDifference): string {
  switch (difference.what) {
    case 'archived':
      return 'is archived, and will be sold again';
    case 'unmarked':
      return 'is marked as the product of this price';
    case 'amount': {
      const { currency, from, to } = difference;
      if (from === null) return `${currency}: ${write(to ?? 0, currency)} is added`;
      if (to === null) return `${currency}: ${write(from, currency)} is no longer sold`;
      return `${currency}: ${write(from, currency)} → ${write(to, currency)} for whoever buys from now on`;
    }
    default: {
      const { what, from, to } = difference;
      return `${what}: ${quote(from)} → ${quote(to)}`;
    }
  }
}

function write(amount: number, currency: string): string {
  return formatMoney(money(amount, currency), 'en-US').replace(/\s/g, ' ');
}

function quote(text: string | null): string {
  return text === null ? 'none' : JSON.stringify(text);
}
