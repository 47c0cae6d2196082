/**
 * An amount of money. `amount` is an integer in the currency's minor units as the payment provider counts
 * them (see {@link minorUnitFactor}); `currency` is an ISO 4217 code in upper case. Negative amounts are credits.
 */
export interface Money {
  amount: number;
  currency: string;
}

// Polar's presentment currencies. A currency outside this list has no known divisor, so it is never divided.
// Source: type `PresentmentCurrency` of @polar-sh/sdk 1.0.1 (API 2026-10).
const TWO_DECIMAL_CURRENCIES = new Set(
  (
    'AED ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BWP BZD CAD CDF CHF CNY COP CRC CVE CZK ' +
    'DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK JMD KES KGS KHR ' +
    'KYD KZT LAK LKR LRD LSL MAD MDL MKD MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK ' +
    'PHP PKR PLN QAR RON RSD SAR SBD SCR SEK SGD SHP SOS SRD SZL THB TJS TOP TRY TTD TWD TZS UAH UGX USD UYU UZS WST ' +
    'XCD XCG YER ZAR ZMW'
  ).split(' '),
);

/**
 * The currencies in which Polar counts whole units. Neither ISO 4217 nor `Intl` agrees with it.
 *
 * @see `_ZERO_DECIMAL_CURRENCIES` in Polar's server/polar/kit/currency.py (2026-08-22).
 */
export const ZERO_DECIMAL_CURRENCIES: readonly string[] =
  'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' ');

/** How many minor units make one major unit: `1` or `100`; `null` for a currency the provider does not have. */
export function minorUnitFactor(currency: string): 1 | 100 | null {
  if (ZERO_DECIMAL_CURRENCIES.includes(currency)) return 1;
  return TWO_DECIMAL_CURRENCIES.has(currency) ? 100 : null;
}

/**
 * Builds a {@link Money}, refusing what is not a whole number of minor units.
 *
 * @throws {RangeError} when `amount` is not a safe integer or `currency` not three letters.
 */
export function money(amount: number, currency: string): Money {
  if (!Number.isSafeInteger(amount)) {
    throw new RangeError(`floe-billing: ${amount} is not a whole number of minor units.`);
  }
  if (!/^[a-z]{3}$/i.test(currency)) {
    throw new RangeError(`floe-billing: "${currency}" is not an ISO 4217 currency code.`);
  }
  return { amount: amount === 0 ? 0 : amount, currency: currency.toUpperCase() };
}

/**
 * The sum of two amounts of one currency.
 *
 * @throws {RangeError} when the currencies differ.
 */
export function addMoney(left: Money, right: Money): Money {
  if (left.currency !== right.currency) {
    throw new RangeError(`floe-billing: cannot add ${left.currency} and ${right.currency}.`);
  }
  return money(left.amount + right.amount, left.currency);
}

/** The amount with its sign turned. */
export function negateMoney(value: Money): Money {
  return money(-value.amount, value.currency);
}

/** Whether both are the same amount of the same currency. */
export function isSameMoney(left: Money, right: Money): boolean {
  return left.amount === right.amount && left.currency === right.currency;
}

/**
 * The amount in major units as an exact decimal string such as `-12.05`, made without floating point;
 * `null` for a currency whose divisor is unknown.
 */
export function toDecimalString(value: Money): `${number}` | null {
  const factor = minorUnitFactor(value.currency);
  if (factor === null) return null;
  if (factor === 1) return `${value.amount}`;
  const digits = String(Math.abs(value.amount)).padStart(3, '0');
  const sign = value.amount < 0 ? '-' : '';
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}` as `${number}`;
}
