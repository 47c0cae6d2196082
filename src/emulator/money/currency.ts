/**
 * Currencies that Polar counts in whole units; every other is counted in hundredths.
 *
 * @see Polar's `server/polar/kit/currency.py`, `_ZERO_DECIMAL_CURRENCIES`, as of 2026-08-22.
 */
export const zeroDecimalCurrencies: readonly string[] = [
  'bif',
  'clp',
  'djf',
  'gnf',
  'jpy',
  'kmf',
  'krw',
  'mga',
  'pyg',
  'rwf',
  'vnd',
  'vuv',
  'xaf',
  'xof',
  'xpf',
];

/**
 * The smallest amount that can be charged, by currency, in minor units: half a dollar or some more.
 *
 * @see `ProductPriceCustomCreate.minimum_amount` of SDK 1.0.1, which lists them all.
 */
const minimumAmounts: Readonly<Record<string, number>> = {
  usd: 50,
  aed: 200,
  all: 5_000,
  amd: 20_000,
  aoa: 50_000,
  ars: 75_000,
  aud: 70,
  awg: 100,
  azn: 100,
  bam: 100,
  bbd: 200,
  bdt: 7_000,
  bif: 2_000,
  bmd: 100,
  bnd: 100,
  bob: 500,
  brl: 250,
  bsd: 100,
  bwp: 1_000,
  bzd: 200,
  cad: 70,
  cdf: 200_000,
  chf: 50,
  clp: 500,
  cny: 500,
  cop: 200_000,
  crc: 30_000,
  cve: 5_000,
  czk: 1_500,
  djf: 100,
  dkk: 320,
  dop: 4_000,
  dzd: 7_000,
  egp: 3_000,
  etb: 8_000,
  eur: 50,
  fjd: 200,
  fkp: 100,
  gbp: 40,
  gel: 200,
  gnf: 5_000,
  gip: 100,
  gmd: 4_000,
  gtq: 500,
  gyd: 20_000,
  hkd: 400,
  hnl: 2_000,
  htg: 7_000,
  huf: 17_500,
  idr: 900_000,
  ils: 150,
  inr: 6_000,
  isk: 7_000,
  jmd: 8_000,
  jpy: 80,
  kes: 7_000,
  kgs: 5_000,
  khr: 300_000,
  kmf: 500,
  krw: 800,
  kyd: 100,
  kzt: 30_000,
  lak: 2_000_000,
  lkr: 20_000,
  lrd: 10_000,
  lsl: 1_000,
  mad: 500,
  mdl: 1_000,
  mga: 3_000,
  mkd: 5_000,
  mnt: 200_000,
  mop: 500,
  mur: 5_000,
  mvr: 800,
  mxn: 900,
  mwk: 100_000,
  myr: 200,
  mzn: 5_000,
  nad: 1_000,
  ngn: 70_000,
  nio: 2_000,
  nok: 500,
  npr: 8_000,
  nzd: 90,
  pab: 100,
  pen: 200,
  pgk: 300,
  php: 3_500,
  pkr: 20_000,
  pln: 200,
  pyg: 4_000,
  qar: 200,
  ron: 250,
  rsd: 6_000,
  rwf: 1_000,
  sar: 200,
  sbd: 400,
  scr: 800,
  sek: 500,
  sgd: 70,
  shp: 100,
  sos: 50_000,
  srd: 2_000,
  szl: 1_000,
  thb: 2_000,
  tjs: 500,
  top: 200,
  try: 3_000,
  ttd: 400,
  twd: 2_000,
  tzs: 200_000,
  uah: 3_000,
  ugx: 200_000,
  uyu: 2_000,
  uzs: 700_000,
  vnd: 20_000,
  vuv: 100,
  wst: 200,
  xaf: 500,
  xcd: 200,
  xcg: 100,
  xof: 500,
  xpf: 100,
  yer: 20_000,
  zar: 900,
  zmw: 1_000,
};

/** The largest amounts that can be charged, where they differ from {@link MAXIMUM_AMOUNT}, in minor units. */
const maximumAmounts: Readonly<Record<string, number>> = {
  usd: 99_999_999,
  eur: 99_999_999,
  gbp: 99_999_999,
  ars: 140_000_000,
  cdf: 280_000_000,
  cop: 400_000_000,
  idr: 1_600_000_000,
  khr: 400_000_000,
  lak: 2_100_000_000,
  mnt: 350_000_000,
  mwk: 175_000_000,
  ngn: 155_000_000,
  tzs: 250_000_000,
  ugx: 370_000_000,
  uzs: 1_250_000_000,
};

const MINIMUM_AMOUNT = 50;
const MAXIMUM_AMOUNT = 99_999_999;

/** The smallest amount that is charged in a currency, in minor units: what is due below it goes to the balance. */
export function minimumCharge(currency: string): number {
  return minimumAmounts[currency.toLowerCase()] ?? MINIMUM_AMOUNT;
}

/** The largest amount that is charged in a currency, in minor units. */
export function maximumCharge(currency: string): number {
  return maximumAmounts[currency.toLowerCase()] ?? MAXIMUM_AMOUNT;
}

/** Writes minor units for people, by Polar's own divisor: `$79.00`, `¥12,000`. */
export function formatMoney(amount: number, currency: string): string {
  const digits = zeroDecimalCurrencies.includes(currency) ? 0 : 2;
  const divisor = digits === 0 ? 1 : 100;
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
    .format(amount / divisor)
    .replaceAll('\u00a0', ' ');
}
