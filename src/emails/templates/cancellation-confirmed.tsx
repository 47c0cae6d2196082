import type { MailDraft } from '../mail-draft.ts';
import type { MailTemplateInput } from '../mail-template.ts';
import { MailFacts } from '../parts/mail-facts.tsx';
import { MailText } from '../parts/mail-text.tsx';
import { MailTitle } from '../parts/mail-title.tsx';

/** A subscription was canceled: what, when it was, and when it ends. */
export function writeCancellationConfirmed({
  details: { plan, canceledAt, endsAt, hasEnded, isTrial },
  words: { common, direction, cancellation_confirmed: said },
  format,
  billingUrl,
}: MailTemplateInput<'cancellation_confirmed'>): MailDraft {
  const { labels } = common;
  const name = format.name(plan.name);
  const date = format.dateTime(endsAt);
  const canceled = format.dateTime(canceledAt);
  const scheduled = (isTrial ? said.canceledTrial : said.canceled)({ plan: name, canceled, date });
  const what = hasEnded ? said.ended({ plan: name, date }) : scheduled;
  const next = hasEnded ? said.nextEnded : said.next;
  return {
    subject: hasEnded ? said.subjectEnded : said.subject({ date: format.date(endsAt) }),
    preheader: next,
    body: (
      <>
        <MailTitle>{said.title}</MailTitle>
        <MailText>{what}</MailText>
        <MailFacts
          direction={direction}
          facts={[
            [labels.plan, name],
            [labels.price, format.price(plan)],
            [labels.canceled, canceled],
            [hasEnded ? labels.ended : labels.ends, date],
          ]}
        />
        <MailText>{next}</MailText>
      </>
    ),
    action: { label: hasEnded ? common.choosePlan : common.keep, href: billingUrl },
  };
}
