import type { MailDraft } from '../mail-draft.ts';
import type { MailTemplateInput } from '../mail-template.ts';
import { MailFacts } from '../parts/mail-facts.tsx';
import { MailText } from '../parts/mail-text.tsx';
import { MailTitle } from '../parts/mail-title.tsx';

/** An invoice could not be collected: once, again, or for good. */
export function writePaymentFailed({
  details: { planName, due, attempts, isFinal, nextAttemptAt },
  words: { common, direction, payment_failed: said },
  format,
  billingUrl,
}: MailTemplateInput<'payment_failed'>): MailDraft {
  const { labels } = common;
  const amount = format.money(due);
  const plan = planName === null ? null : format.name(planName);
  const date = nextAttemptAt === null ? null : format.dateTime(nextAttemptAt);
  const next = date === null ? said.noAttempt : said.nextAttempt({ date });
  return {
    subject: isFinal ? said.subjectFinal({ amount }) : said.subject({ amount }),
    preheader: isFinal ? said.nextFinal : next,
    body: (
      <>
        <MailTitle>{isFinal ? said.titleFinal : said.title}</MailTitle>
        <MailText>{(isFinal ? said.final : said.failed)({ amount, plan, attempts })}</MailText>
        <MailFacts
          direction={direction}
          facts={[
            [labels.plan, plan],
            [labels.amountDue, isFinal ? null : amount],
            [labels.nextAttempt, date],
          ]}
        />
        <MailText>{isFinal ? said.nextFinal : next}</MailText>
      </>
    ),
    action: { label: isFinal ? common.choosePlan : common.updatePaymentMethod, href: billingUrl },
  };
}
