'use client';
import type * as React from 'react';
import type { PlanChangeDone } from '../../react/index.ts';
import { Button } from '../lib/button.tsx';
import { DialogDescription } from '../lib/dialog-description.tsx';
import { DialogTitle } from '../lib/dialog-title.tsx';
import { useWords } from '../lib/use-words.ts';
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
  const charged = receipt.charged !== null && receipt.charged.amount > 0 ? receipt.charged : null;
  return (
    <>
      <DialogTitle ref={titleRef}>{isNow ? m.receiptTitle({ plan }) : m.receiptScheduledTitle}</DialogTitle>
      <DialogDescription>
        {isNow
          ? charged === null
            ? m.receiptNothing
            : m.receiptCharged({ amount: words.amount(charged) })
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
