import type { MailDraft } from '../mail-draft.ts';
import type { MailTemplateInput } from '../mail-template.ts';
import { MailFacts } from '../parts/mail-facts.tsx';
import { MailText } from '../parts/mail-text.tsx';
import { MailTitle } from '../parts/mail-title.tsx';

/** The card that charges are made to expires. */
export function writeCardExpiring({
  details: { brand, last4, expiresAt },
  words: { common, direction, card_expiring: said },
  format,
  billingUrl,
}: MailTemplateInput<'card_expiring'>): MailDraft {
  const date = format.monthBefore(expiresAt);
  const known =
    brand === null || last4 === null ? null : { brand: format.name(brand), last4: format.name(last4) };
  const card = known === null ? null : common.card(known);
  return {
    subject: said.subject({ date }),
    preheader: said.next,
    body: (
      <>
        <MailTitle>{said.title}</MailTitle>
        <MailText>{said.expires({ card: card ?? common.yourCard, date })}</MailText>
        <MailFacts
          direction={direction}
          facts={[
            [common.labels.card, card],
            [common.labels.validUntil, date],
          ]}
        />
        <MailText>{said.next}</MailText>
      </>
    ),
    action: { label: common.updatePaymentMethod, href: billingUrl },
  };
}
