import { isRequiredNotification } from '../core/index.ts';
import type { MailWordOverrides } from '../locales/mails/en.ts';
import type { MailDetails, MailName } from '../server/ports/index.ts';
import { type MailBrand, readBrand } from './brand.ts';
import type { MailDraft } from './mail-draft.ts';
import { createMailFormat } from './mail-format.ts';
import { createWordFinder } from './mail-languages.ts';
import type { MailTemplateInput, MailTemplates } from './mail-template.ts';
import { mailTemplates } from './mail-templates.ts';
import { type RenderedMail, renderMail } from './render-mail.ts';

/** Options of {@link createMailWriter}. */
export interface CreateMailWriterOptions {
  brand: MailBrand;
  /** Where billing is managed: where buttons lead. Absolute. */
  billingUrl: string;
  /** Where a person chooses which mails they receive. Absolute. @default no such link */
  preferencesUrl?: string | undefined;
  /** The language of whoever has none that mails come in. @default 'en' */
  locale?: string | undefined;
  /** Of whoever has none. @default 'UTC' */
  timeZone?: string | undefined;
  /** Words in place of ours, by language; also whole languages. @default none */
  words?: Readonly<Record<string, MailWordOverrides>> | undefined;
  /** Templates in place of ours. @default none */
  templates?: Partial<MailTemplates> | undefined;
}

/** A mail to write. */
export interface MailToWrite<Name extends MailName = MailName> {
  message: Name;
  details: MailDetails[Name];
  /** Whose billing it is. @default not said */
  ownerName?: string | null | undefined;
  /** BCP 47 tag. @default the writer's */
  locale?: string | null | undefined;
  /** IANA name. @default the writer's */
  timeZone?: string | null | undefined;
}

/** A mail in words. */
export interface WrittenMail extends RenderedMail {
  language: string;
  direction: 'ltr' | 'rtl';
}

/** Puts the facts of mails into words. */
export interface MailWriter {
  write<Name extends MailName>(mail: MailToWrite<Name>): Promise<WrittenMail>;
}

/**
 * Creates a writer of mails: for previews, and for hosts that send by other means than {@link createMailer}.
 *
 * @throws {Error} for a brand, an address or a language that cannot be used.
 */
export function createMailWriter(options: CreateMailWriterOptions): MailWriter {
  const brand = readBrand(options.brand);
  const billingUrl = readUrl('billingUrl', options.billingUrl);
  const preferencesUrl =
    options.preferencesUrl === undefined ? null : readUrl('preferencesUrl', options.preferencesUrl);
  const findWords = createWordFinder(options.words, options.locale);
  const templates: MailTemplates = { ...mailTemplates, ...withoutUndefined(options.templates) };

  function draft<Name extends MailName>(message: Name, input: MailTemplateInput<Name>): MailDraft {
    return templates[message](input);
  }

  return {
    async write({ message, details, ownerName, ...reader }) {
      const { words, locale } = findWords(reader.locale ?? options.locale ?? 'en');
      const format = createMailFormat(locale, readTimeZone(reader.timeZone, options.timeZone), words);
      const { common, direction } = words;
      const owner = ownerName === null || ownerName === undefined ? null : format.name(ownerName);
      const isOwed = isRequiredNotification(message);
      const { supportAddress } = brand;
      const footer = {
        lines: [
          common.reason({ brand: brand.name, owner }),
          ...(isOwed ? [common.isOwed] : []),
          ...(supportAddress === null ? [] : [common.questions({ address: supportAddress })]),
        ],
        link: isOwed || preferencesUrl === null ? null : { label: common.preferences, href: preferencesUrl },
      };
      const written = draft(message, { details, words, format, billingUrl });
      const rendered = await renderMail({ draft: written, brand, language: locale, direction, footer });
      return { ...rendered, language: locale, direction };
    },
  };
}

/** @throws {Error} for what is no absolute http or https address. */
function readUrl(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && (url.protocol === 'https:' || url.protocol === 'http:')) return url.href;
  throw new Error(`floe-billing: ${name} "${text}" is not an absolute http or https address.`);
}

function readTimeZone(wanted: string | null | undefined, fallback = 'UTC'): string {
  if (wanted === null || wanted === undefined) return fallback;
  try {
    new Intl.DateTimeFormat('en', { timeZone: wanted });
    return wanted;
  } catch {
    return fallback;
  }
}

function withoutUndefined<Value extends object>(value: Value | undefined): Partial<Value> {
  return Object.fromEntries(
    Object.entries(value ?? {}).filter(([, member]) => member !== undefined),
  ) as Partial<Value>;
}
