import type { MailDraft } from '../mail-draft.ts';
import type { MailTemplateInput } from '../mail-template.ts';
import { MailAmounts } from '../parts/mail-amounts.tsx';
import { MailFacts } from '../parts/mail-facts.tsx';
import { MailText } from '../parts/mail-text.tsx';
import { MailTitle } from '../parts/mail-title.tsx';

/** Money was given back. */
export function writeRefund({
  details,
  words: { common, direction, receipt, refund: said },
  format,
  billingUrl,
}: MailTemplateInput<'refund'>): MailDraft {
  const { labels } = common;
  const { subtotal, tax, total } = details;
  const plan = details.planName === null ? null : format.name(details.planName);
  const number = details.number === null ? null : format.name(details.number);
  const amount = format.money(total);
  return {
    subject: said.subject({ amount, number }),
    preheader: said.arrives,
    body: (
      <>
        <MailTitle>{said.title({ amount })}</MailTitle>
        <MailText>{said.refunded({ amount, plan })}</MailText>
        <MailFacts
          direction={direction}
          facts={[
            [labels.invoice, number],
            [labels.date, format.dateTime(details.refundedAt)],
            [labels.plan, plan],
          ]}
        />
        {tax.amount === 0 ? null : (
          <MailAmounts
            caption={said.caption}
            direction={direction}
            amounts={[
              { label: receipt.subtotal, amount: format.money(subtotal) },
              { label: receipt.tax, amount: format.money(tax) },
              { label: receipt.total, amount, isTotal: true },
            ]}
          />
        )}
        <MailText>{said.arrives}</MailText>
      </>
    ),
    action: { label: common.openBilling, href: billingUrl },
  };
}
