'use client';
import type * as React from 'react';
import type { ChangeReceipt } from '../../contract/index.ts';
import type { PlanChangeDone } from '../../react/index.ts';
import { Button } from '../lib/button.tsx';
import { DialogDescription } from '../lib/dialog-description.tsx';
import { DialogTitle } from '../lib/dialog-title.tsx';
import { useWords, type Words } from '../lib/use-words.ts';
import * as Parts from './parts.ts';

/** Props of {@link PlanChangeReceipt}. */
export interface PlanChangeReceiptProps {
  change: PlanChangeDone;
  titleRef: React.Ref<HTMLHeadingElement>;
}

/** What was done, and what was really charged. */
export function PlanChangeReceipt({ change, titleRef }: PlanChangeReceiptProps): React.JSX.Element {
  const words = useWords();
  const { changeDialog: m, common } = words.messages;
  const { quote, receipt, close } = change;
  const plan = quote.to.planName;
  const isNow = quote.effect === 'now';
  return (
    <>
      <DialogTitle ref={titleRef}>{isNow ? m.receiptTitle({ plan }) : m.receiptScheduledTitle}</DialogTitle>
      <DialogDescription>
        {isNow
          ? nowWords(receipt, words)
          : m.receiptScheduled({ plan, date: words.dateInSentence(quote.effectiveAt, quote.asOf) })}
      </DialogDescription>
      <Parts.ChangeActions>
        <Button variant="primary" onClick={close}>
          {common.done}
        </Button>
      </Parts.ChangeActions>
    </>
  );
}

/** What the change at once has cost. */
function nowWords({ charged, unpaid }: ChangeReceipt, words: Words): string {
  const { changeDialog: m } = words.messages;
  if (unpaid !== null) return m.receiptUnpaid({ amount: words.amount(unpaid) });
  if (charged === null || charged.amount === 0) return m.receiptNothing;
  return m.receiptCharged({ amount: words.amount(charged) });
}
