import { zeroDecimalCurrencies } from '../../money/currency.ts';
import { PythonDecimal } from '../../money/decimal.ts';

/** Reads an amount as a person types it (`12.50`, `12,50`) into minor units; `null` when it is none. */
export function readMoney(text: string, currency: string): number | null {
  const digits = zeroDecimalCurrencies.includes(currency) ? 0 : 2;
  const typed = text.trim().replace(',', '.');
  const pattern = digits === 0 ? /^\d{1,12}$/ : /^\d{1,12}(\.\d{1,2})?$/;
  return pattern.test(typed) ? new PythonDecimal(typed).mul(10 ** digits).toNumber() : null;
}

/** Writes minor units as they stand in a field: `12.50`. */
export function writeMoney(amount: number, currency: string): string {
  const digits = zeroDecimalCurrencies.includes(currency) ? 0 : 2;
  return new PythonDecimal(amount).div(10 ** digits).toFixed(digits);
}
