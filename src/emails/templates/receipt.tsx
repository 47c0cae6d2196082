import type { MailDraft } from '../mail-draft.ts';
import type { MailTemplateInput } from '../mail-template.ts';
import { type MailAmount, MailAmounts } from '../parts/mail-amounts.tsx';
import { MailFacts } from '../parts/mail-facts.tsx';
import { MailText } from '../parts/mail-text.tsx';
import { MailTitle } from '../parts/mail-title.tsx';

// A usage-based invoice may have hundreds; the invoice itself shows all of them.
const MAX_LINES = 20;

/** An invoice was paid. */
export function writeReceipt({
  details,
  words: { common, receipt, direction },
  format,
  billingUrl,
}: MailTemplateInput<'receipt'>): MailDraft {
  const { labels } = common;
  const { lines, subtotal, discount, tax, total, appliedBalance, paid } = details;
  const plan = format.name(details.planName);
  const number = details.number === null ? null : format.name(details.number);
  const isCharged = paid.amount > 0;
  const shown = isCharged ? paid : total;
  const amount = format.money(shown);
  const thanks = isCharged ? receipt.thanks({ plan }) : receipt.thanksBalance({ plan });
  const sum = (label: string, money: typeof total, sign: 1 | -1 = 1): MailAmount[] =>
    money.amount === 0 ? [] : [{ label, amount: format.money({ ...money, amount: sign * money.amount }) }];
  return {
    subject: receipt.subject({ amount, number }),
    preheader: thanks,
    body: (
      <>
        <MailTitle>{isCharged ? receipt.title({ amount }) : receipt.titleNothing}</MailTitle>
        <MailText>{thanks}</MailText>
        <MailFacts
          direction={direction}
          facts={[
            [labels.receipt, number],
            [labels.date, format.dateTime(details.createdAt)],
            [labels.for, receipt.reason[details.billingReason]({ plan })],
          ]}
        />
        <MailAmounts
          caption={receipt.caption}
          direction={direction}
          amounts={[
            ...lines
              .slice(0, MAX_LINES)
              .map(({ label, money }) => ({ label: format.name(label), amount: format.money(money) })),
            ...(lines.length > MAX_LINES ? [{ label: '…', amount: '' }] : []),
            { label: receipt.subtotal, amount: format.money(subtotal) },
            ...sum(receipt.discount, discount, -1),
            ...sum(receipt.tax, tax),
            { label: receipt.total, amount: format.money(total), isTotal: true },
            ...sum(receipt.appliedBalance, appliedBalance, -1),
            ...(appliedBalance.amount === 0
              ? []
              : [{ label: receipt.paid, amount: format.money(paid), isTotal: true }]),
          ]}
        />
        <MailText>{receipt.next}</MailText>
        {details.billingReason === 'purchase' ? null : <MailText>{common.howToCancel}</MailText>}
      </>
    ),
    action: { label: common.openBilling, href: billingUrl },
  };
}
