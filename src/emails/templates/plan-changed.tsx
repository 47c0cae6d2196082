import type { MailPlan } from '../../server/ports/index.ts';
import type { MailDraft } from '../mail-draft.ts';
import type { MailTemplateInput } from '../mail-template.ts';
import { MailFacts } from '../parts/mail-facts.tsx';
import { MailText } from '../parts/mail-text.tsx';
import { MailTitle } from '../parts/mail-title.tsx';

/** A plan was changed, a change was scheduled, or a scheduled one was dropped. */
export function writePlanChanged({
  details: { change, from, to, takesEffectAt, nextChargeAt },
  words: { common, direction, plan_changed: said },
  format,
  billingUrl,
}: MailTemplateInput<'plan_changed'>): MailDraft {
  const { labels } = common;
  const date = format.dateTime(takesEffectAt);
  // Month and year of one plan have one name: the price tells them apart.
  const describe = (plan: MailPlan): string => {
    const price = format.price(plan);
    return price === null ? format.name(plan.name) : `${format.name(plan.name)}, ${price}`;
  };
  const sentences = {
    applied: { what: said.applied, next: said.nextApplied },
    scheduled: { what: said.scheduled, next: said.nextScheduled },
    dropped: { what: said.dropped, next: said.nextDropped },
  }[change];
  const subject = said.subject[change]({
    plan: format.name(to.name),
    current: format.name(from.name),
    date: format.date(takesEffectAt),
  });
  const what = sentences.what({ from: format.name(from.name), to: format.name(to.name), date });
  const paying = change === 'dropped' ? from : to;
  const charge =
    nextChargeAt === null || paying.money === null
      ? null
      : common.amountOn({
          amount: common.plusTax({ amount: format.money(paying.money) }),
          date: format.dateTime(nextChargeAt),
        });
  return {
    subject,
    preheader: what,
    body: (
      <>
        <MailTitle>{subject}</MailTitle>
        <MailText>{what}</MailText>
        <MailFacts
          direction={direction}
          facts={
            change === 'dropped'
              ? [
                  [labels.plan, describe(from)],
                  [labels.nextCharge, charge],
                ]
              : [
                  [labels.before, describe(from)],
                  [labels.after, describe(to)],
                  [labels.takesEffect, date],
                  [labels.nextCharge, charge],
                ]
          }
        />
        <MailText>{sentences.next}</MailText>
      </>
    ),
    action: { label: common.openBilling, href: billingUrl },
  };
}
