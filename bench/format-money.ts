import { formatMoney } from '../src/core/format-money.ts';
import { compare } from './support/compare.ts';

const amounts = Array.from({ length: 25 }, (_, index) => ({ amount: 2_900 + index * 137, currency: 'USD' }));

await compare('A page of 25 invoice amounts', {
  'formatMoney, formatters kept': () => amounts.map((amount) => formatMoney(amount, 'en-US')),
  'a new Intl.NumberFormat for each': () =>
    amounts.map(({ amount, currency }) =>
      new Intl.NumberFormat('en-US', { style: 'currency', currency }).format(amount / 100),
    ),
});
