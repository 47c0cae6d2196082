import type { MailWords } from '../locales/mails/en.ts';
import type { MailDetails, MailName } from '../server/ports/index.ts';
import type { MailDraft } from './mail-draft.ts';
import type { MailFormat } from './mail-format.ts';

/** What a template writes from. */
export interface MailTemplateInput<Name extends MailName = MailName> {
  details: MailDetails[Name];
  words: MailWords;
  format: MailFormat;
  /** Where billing is managed. */
  billingUrl: string;
}

/** Writes one kind of mail. Names in `details` are from outside: show them by `format.name`. */
export type MailTemplate<Name extends MailName> = (input: MailTemplateInput<Name>) => MailDraft;

/** A template of each kind of mail. */
export type MailTemplates = { [Name in MailName]: MailTemplate<Name> };
