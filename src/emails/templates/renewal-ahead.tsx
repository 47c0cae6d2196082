import type { MailDraft } from '../mail-draft.ts';
import type { MailTemplateInput } from '../mail-template.ts';
import { MailFacts } from '../parts/mail-facts.tsx';
import { MailText } from '../parts/mail-text.tsx';
import { MailTitle } from '../parts/mail-title.tsx';

/** A subscription renews. */
export function writeRenewalAhead({
  details: { plan, nextPlan, renewsAt },
  words: { common, direction, renewal_ahead: said },
  format,
  billingUrl,
}: MailTemplateInput<'renewal_ahead'>): MailDraft {
  const { labels } = common;
  const name = format.name(plan.name);
  const date = format.dateTime(renewsAt);
  const charged = nextPlan ?? plan;
  const price = format.price(charged);
  const amount = charged.money === null || price === null ? null : format.money(charged.money);
  const renews =
    nextPlan === null
      ? said.renews({ plan: name, date })
      : said.renewsAs({ plan: name, nextPlan: format.name(nextPlan.name), date });
  const then = amount === null ? '' : said.charged({ amount });
  return {
    subject: said.subject({ plan: format.name(charged.name), date: format.date(renewsAt) }),
    preheader: then === '' ? renews : then,
    body: (
      <>
        <MailTitle>{said.title}</MailTitle>
        <MailText>{`${renews} ${then}`.trim()}</MailText>
        <MailFacts
          direction={direction}
          facts={[
            [labels.plan, format.name(charged.name)],
            [labels.price, price],
            [labels.renews, date],
            [labels.nextCharge, amount === null ? null : common.plusTax({ amount })],
          ]}
        />
        <MailText>{said.next({ date })}</MailText>
        <MailText>{common.howToCancel}</MailText>
      </>
    ),
    action: { label: common.openBilling, href: billingUrl },
  };
}
