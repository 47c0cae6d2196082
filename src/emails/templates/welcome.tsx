import type { MailDraft } from '../mail-draft.ts';
import type { MailTemplateInput } from '../mail-template.ts';
import { MailFacts } from '../parts/mail-facts.tsx';
import { MailText } from '../parts/mail-text.tsx';
import { MailTitle } from '../parts/mail-title.tsx';

/** A subscription has started. */
export function writeWelcome({
  details: { plan, trialEnd, nextChargeAt },
  words: { common, direction, welcome },
  format,
  billingUrl,
}: MailTemplateInput<'welcome'>): MailDraft {
  const { labels } = common;
  const name = format.name(plan.name);
  const price = format.price(plan);
  const date = format.dateTime(nextChargeAt);
  const started =
    trialEnd === null
      ? welcome.started({ plan: name })
      : welcome.trial({ plan: name, date: format.dateTime(trialEnd) });
  const next = trialEnd === null ? welcome.next : welcome.nextTrial;
  const charge =
    plan.money === null || price === null
      ? null
      : common.amountOn({ amount: common.plusTax({ amount: format.money(plan.money) }), date });
  return {
    subject: welcome.subject({ plan: name }),
    preheader: started,
    body: (
      <>
        <MailTitle>{welcome.title({ plan: name })}</MailTitle>
        <MailText>{started}</MailText>
        <MailFacts
          direction={direction}
          facts={[
            [labels.plan, name],
            [labels.price, price],
            [labels.trialEnds, trialEnd === null ? null : format.dateTime(trialEnd)],
            [trialEnd === null ? labels.nextCharge : labels.firstCharge, charge],
          ]}
        />
        <MailText>{price === null ? welcome.nextFree : next({ price, date })}</MailText>
        {price === null ? null : <MailText>{common.howToCancel}</MailText>}
      </>
    ),
    action: { label: common.openBilling, href: billingUrl },
  };
}
