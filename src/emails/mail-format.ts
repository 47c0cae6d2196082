import {
  type BillingFormatters,
  getFormatters,
  type Instant,
  isolateAmount,
  type Money,
} from '../core/index.ts';
import type { MailWords } from '../locales/mails/en.ts';
import type { MailPlan } from '../server/ports/index.ts';
import { cleanText, isolateText } from './text/clean-text.ts';

/** Writes facts for one recipient: in their language, and in their time zone. */
export interface MailFormat {
  locale: string;
  timeZone: string;
  /** `$79.00` */
  money: (money: Money) => string;
  /** `$79.00 every month`; `null` for a plan whose price is not known, or that costs nothing. */
  price: (plan: MailPlan) => string | null;
  /** A name from outside: one line that can turn no text around it. */
  name: (text: string) => string;
  /** `January 15, 2027`, for subjects. */
  date: (at: Instant) => string;
  /** `January 15, 2027 at 9:00 AM UTC` */
  dateTime: (at: Instant) => string;
  /** The last month before an instant, UTC: `December 2026`. */
  monthBefore: (at: Instant) => string;
}

/** Makes the writer of a recipient's locale and time zone. */
export function createMailFormat(locale: string, timeZone: string, words: MailWords): MailFormat {
  const format: BillingFormatters = getFormatters(locale, timeZone);
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const money = (amount: Money) => isolateAmount(format.formatMoney(amount));
  return {
    locale,
    timeZone,
    money,
    price({ money: price, interval, intervalCount }) {
      if (price === null || price.amount === 0) return null;
      const amount = money(price);
      return interval === null ? amount : words.common.price({ amount, interval, count: intervalCount });
    },
    name: (text) => isolateText(cleanText(text), words.direction),
    date: format.formatDate,
    dateTime: format.formatDateTime,
    monthBefore: (at) => month.format(new Date(Date.parse(at) - 1)),
  };
}
