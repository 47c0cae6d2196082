import type { MailDraft } from '../mail-draft.ts';
import type { MailTemplateInput } from '../mail-template.ts';
import { MailFacts } from '../parts/mail-facts.tsx';
import { MailText } from '../parts/mail-text.tsx';
import { MailTitle } from '../parts/mail-title.tsx';

/** A trial ends and the plan will be charged. */
export function writeTrialEnding({
  details: { plan, trialEnd },
  words: { common, direction, trial_ending: said },
  format,
  billingUrl,
}: MailTemplateInput<'trial_ending'>): MailDraft {
  const { labels } = common;
  const name = format.name(plan.name);
  const price = format.price(plan);
  const date = format.dateTime(trialEnd);
  const amount = plan.money === null || price === null ? null : format.money(plan.money);
  const then = amount === null || price === null ? said.continues : said.charged({ amount, price });
  const charge = amount === null ? null : common.amountOn({ amount: common.plusTax({ amount }), date });
  return {
    subject: said.subject({ plan: name, date: format.date(trialEnd) }),
    preheader: then,
    body: (
      <>
        <MailTitle>{said.title}</MailTitle>
        <MailText>{`${said.ends({ plan: name, date })} ${then}`}</MailText>
        <MailFacts
          direction={direction}
          facts={[
            [labels.plan, name],
            [labels.price, price],
            [labels.trialEnds, date],
            [labels.firstCharge, charge],
          ]}
        />
        <MailText>{said.next({ date })}</MailText>
        <MailText>{common.howToCancel}</MailText>
      </>
    ),
    action: { label: common.openBilling, href: billingUrl },
  };
}
