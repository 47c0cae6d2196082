export type { MailWordOverrides, MailWords } from '../locales/mails/en.ts';
export type {
  DueMail,
  MailDetails,
  Mailer,
  MailInvoiceLine,
  MailName,
  MailPlan,
} from '../server/ports/index.ts';
export type { MailBrand } from './brand.ts';
export {
  type CreateMailWriterOptions,
  createMailWriter,
  type MailToWrite,
  type MailWriter,
  type WrittenMail,
} from './create-mail-writer.ts';
export { type CreateMailerOptions, createMailer, type MailRecipient } from './create-mailer.ts';
export type { MailDraft } from './mail-draft.ts';
export type { MailFormat } from './mail-format.ts';
export { MAIL_LANGUAGES } from './mail-languages.ts';
export { type MailSample, mailSamples } from './mail-samples.ts';
export type { MailTemplate, MailTemplateInput, MailTemplates } from './mail-template.ts';
export { mailTemplates } from './mail-templates.ts';
export { type MailAmount, MailAmounts, type MailAmountsProps } from './parts/mail-amounts.tsx';
export { type MailFact, MailFacts, type MailFactsProps } from './parts/mail-facts.tsx';
export { MailText } from './parts/mail-text.tsx';
export { MailTitle } from './parts/mail-title.tsx';
export { MailDeliveryError } from './smtp/mail-delivery-error.ts';
export type { MailTransport, OutgoingMail } from './smtp/mail-transport.ts';
