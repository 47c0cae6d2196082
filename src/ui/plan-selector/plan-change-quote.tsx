'use client';
import type * as React from 'react';
import type { ChangeQuote, PaymentMethod } from '../../core/index.ts';
import { negateMoney } from '../../core/index.ts';
import { paymentMethodName } from '../lib/payment-method-words.ts';
import { useWords } from '../lib/use-words.ts';
import * as Parts from './parts.ts';

/** Props of {@link PlanChangeQuote}. */
export interface PlanChangeQuoteProps {
  quote: ChangeQuote;
  /** What pays; `null` when unknown. */
  paymentMethod: PaymentMethod | null;
}

/** Every amount of a quote, when it takes effect, what comes next, and how sure it is. */
export function PlanChangeQuote({ quote, paymentMethod }: PlanChangeQuoteProps): React.JSX.Element {
  const words = useWords();
  const { changeDialog: m } = words.messages;
  const { asOf, effect, effectiveAt, nextInvoice, dueNow } = quote;
  return (
    <>
      <Parts.ChangeLines aria-label={m.linesCaption}>
        <QuoteLines quote={quote} />
        <Parts.ChangeLine isTotal label={m.dueNow}>
          {words.amount(dueNow)}
        </Parts.ChangeLine>
      </Parts.ChangeLines>
      <dl className="floe:mt-3 floe:flex floe:flex-col floe:gap-2 floe:px-4">
        <Parts.ChangeLine label={m.takesEffect}>
          {effect === 'now' ? m.atOnce : words.when(effectiveAt, asOf)}
        </Parts.ChangeLine>
        {nextInvoice === null ? null : (
          <>
            <Parts.ChangeLine label={m.nextInvoice}>
              {words.messages.common.plusTax({ amount: words.amount(nextInvoice.money) })}
            </Parts.ChangeLine>
            <Parts.ChangeLine label={m.nextInvoiceOn}>{words.when(nextInvoice.at, asOf)}</Parts.ChangeLine>
          </>
        )}
        {paymentMethod === null || dueNow.amount === 0 ? null : (
          <Parts.ChangeLine label={m.paymentMethod}>
            {paymentMethodName(paymentMethod, words)}
          </Parts.ChangeLine>
        )}
      </dl>
      {effect === 'now' ? (
        <p data-accuracy={quote.accuracy} className="floe:mt-3 floe:px-4 floe:text-meta floe:text-muted">
          {quote.accuracy === 'exact' ? m.exact : m.estimate}
        </p>
      ) : null}
    </>
  );
}

function QuoteLines({ quote }: { quote: ChangeQuote }): React.JSX.Element {
  const words = useWords();
  const { changeDialog: m } = words.messages;
  const { lines, subtotal, tax, appliedBalance, credited } = quote;
  const hasLines = lines.length > 0;
  return (
    <>
      {lines.map(({ kind, planName, money }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one quote never move, and two may be of one kind
        <Parts.ChangeLine key={index} label={m.lines[kind]({ plan: planName })}>
          {words.amount(money)}
        </Parts.ChangeLine>
      ))}
      {lines.length > 1 ? (
        <Parts.ChangeLine label={m.subtotal}>{words.amount(subtotal)}</Parts.ChangeLine>
      ) : null}
      {hasLines ? (
        <Parts.ChangeLine label={m.tax}>{tax === null ? m.taxUnknown : words.amount(tax)}</Parts.ChangeLine>
      ) : null}
      {appliedBalance.amount === 0 ? null : (
        <Parts.ChangeLine label={m.appliedBalance}>
          {words.amount(negateMoney(appliedBalance))}
        </Parts.ChangeLine>
      )}
      {credited.amount === 0 ? null : (
        <Parts.ChangeLine label={m.credited}>{words.amount(credited)}</Parts.ChangeLine>
      )}
    </>
  );
}
