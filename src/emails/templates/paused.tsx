import type { MailDraft } from '../mail-draft.ts';
import type { MailTemplateInput } from '../mail-template.ts';
import { MailFacts } from '../parts/mail-facts.tsx';
import { MailText } from '../parts/mail-text.tsx';
import { MailTitle } from '../parts/mail-title.tsx';

/** A subscription is paused, or will be. */
export function writePaused({
  details: { plan, pausesAt, isScheduled, resumesAt },
  words: { common, direction, paused: said },
  format,
  billingUrl,
}: MailTemplateInput<'paused'>): MailDraft {
  const { labels } = common;
  const name = format.name(plan.name);
  const date = format.dateTime(pausesAt);
  const resumes = resumesAt === null ? null : format.dateTime(resumesAt);
  const subject = isScheduled ? said.subjectScheduled({ date: format.date(pausesAt) }) : said.subject;
  const next = resumes === null ? said.next : said.nextUntil({ date: resumes });
  return {
    subject,
    preheader: next,
    body: (
      <>
        <MailTitle>{subject}</MailTitle>
        <MailText>{(isScheduled ? said.scheduled : said.paused)({ plan: name, date })}</MailText>
        <MailFacts
          direction={direction}
          facts={[
            [labels.plan, name],
            [labels.price, format.price(plan)],
            [isScheduled ? labels.pauses : labels.pausedSince, date],
            [labels.resumes, resumes],
          ]}
        />
        <MailText>{next}</MailText>
      </>
    ),
    action: { label: common.openBilling, href: billingUrl },
  };
}
