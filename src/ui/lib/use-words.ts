'use client';
import { useMemo } from 'react';
import { type Instant, type Interval, isolateAmount, type Money } from '../../core/index.ts';
import type { MessageOverrides, Messages } from '../../locales/en.ts';
import { type BillingFormatters, useBillingContext, useFormatters } from '../../react/index.ts';
import { formatDatePart } from './format-date.ts';

import { mergeMessages } from './merge-messages.ts';

/** An amount that comes again. */
export interface RecurringAmount {
  money: Money;
  interval: Interval;
  intervalCount: number;
}

/** Everything a preset needs to put facts into words. */
export interface Words {
  messages: Messages;
  format: BillingFormatters;
  /** `$79.00` */
  amount: (money: Money) => string;
  /** `$79`, where only the price matters. */
  shortAmount: (money: Money) => string;
  /** `$79/month` */
  price: (recurring: RecurringAmount) => string;
  /** `21 December 2026` */
  date: (at: Instant) => string;
  /** `21 December`, or with the year where it is not the year of `asOf`. */
  day: (at: Instant, asOf: Instant) => string;
  /** `in 28 days` */
  relative: (at: Instant, asOf: Instant) => string;
  /** `in 28 days, 21 December 2026` */
  when: (at: Instant, asOf: Instant) => string;
  /** `21 December 2026 (in 28 days)`, after a word such as "on" or "until" */
  dateInSentence: (at: Instant, asOf: Instant) => string;
}

/** Reads the words of the provider's locale, time zone and messages. */
export function useWords(): Words {
  const { messages: overrides } = useBillingContext();
  const format = useFormatters();
  // The provider takes any object, because hooks know no catalogue; `mergeMessages` drops what does not fit.
  return useMemo(
    () => createWords(format, mergeMessages(overrides as MessageOverrides | null)),
    [format, overrides],
  );
}

function createWords(format: BillingFormatters, messages: Messages): Words {
  const { locale, timeZone, formatDate: date, formatMoney } = format;
  const amount = (money: Money): string => isolateAmount(formatMoney(money));
  const shortAmount = (money: Money): string => isolateAmount(formatMoney(money, { trimZeros: true }));
  const relative = format.formatRelativeDays;
  const year = (at: Instant): string => formatDatePart(at, 'year', 'en', timeZone);
  return {
    messages,
    format,
    amount,
    shortAmount,
    price: ({ money, interval, intervalCount }) =>
      `${shortAmount(money)}${messages.common.perInterval({ interval, count: intervalCount })}`,
    date,
    day: (at, asOf) => (year(at) === year(asOf) ? formatDatePart(at, 'day', locale, timeZone) : date(at)),
    relative,
    when: (at, asOf) => messages.common.relativeDate({ relative: relative(at, asOf), date: date(at) }),
    dateInSentence: (at, asOf) =>
      messages.common.dateInSentence({ relative: relative(at, asOf), date: date(at) }),
  };
}
