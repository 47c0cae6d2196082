import type { MailDraft } from '../mail-draft.ts';
import type { MailTemplateInput } from '../mail-template.ts';
import { MailFacts } from '../parts/mail-facts.tsx';
import { MailText } from '../parts/mail-text.tsx';
import { MailTitle } from '../parts/mail-title.tsx';

/** A subscription goes on: after a pause, or because what was scheduled is off. */
export function writeResumed({
  details: { plan, after, nextChargeAt },
  words: { common, direction, resumed: said },
  format,
  billingUrl,
}: MailTemplateInput<'resumed'>): MailDraft {
  const { labels } = common;
  const name = format.name(plan.name);
  const price = format.price(plan);
  const amount = plan.money === null || price === null ? null : format.money(plan.money);
  const date = nextChargeAt === null ? null : format.dateTime(nextChargeAt);
  const next = amount === null || date === null ? said.nextFree : said.next({ amount, date });
  const charge =
    amount === null || date === null ? null : common.amountOn({ amount: common.plusTax({ amount }), date });
  return {
    subject: said.subject,
    preheader: next,
    body: (
      <>
        <MailTitle>{said.subject}</MailTitle>
        <MailText>{said.after[after]({ plan: name })}</MailText>
        <MailFacts
          direction={direction}
          facts={[
            [labels.plan, name],
            [labels.price, price],
            [labels.nextCharge, charge],
          ]}
        />
        <MailText>{next}</MailText>
      </>
    ),
    action: { label: common.openBilling, href: billingUrl },
  };
}
