import { arMails } from '../locales/mails/ar.ts';
import { deMails } from '../locales/mails/de.ts';
import { enMails, type MailWordOverrides, type MailWords } from '../locales/mails/en.ts';
import { mergeWords } from '../locales/merge-words.ts';

/** The languages that mails come in, by their tags. */
export const MAIL_LANGUAGES: Readonly<Record<string, MailWords>> = { en: enMails, de: deMails, ar: arMails };

/** Finds the words of a locale. */
export type FindWords = (locale: string) => { words: MailWords; locale: string };

/**
 * Prepares the words of every language, with those of the host in their place. A language of the host's own begins as
 * English: what it leaves out is English.
 *
 * @throws {Error} when `fallback` is not among them.
 */
export function createWordFinder(
  overrides: Readonly<Record<string, MailWordOverrides>> = {},
  fallback = 'en',
): FindWords {
  const all = new Map(Object.entries(MAIL_LANGUAGES));
  for (const [tag, words] of Object.entries(overrides)) {
    const key = tag.toLowerCase();
    const base = all.get(key) ?? all.get(languageOf(key)) ?? { ...enMails, language: tag };
    all.set(key, mergeWords(base, words));
  }
  const known = (locale: string) => all.get(locale.toLowerCase()) ?? all.get(languageOf(locale));
  const words = known(fallback);
  if (words === undefined) throw new Error(`floe-billing: there are no mails in the language "${fallback}".`);
  return (locale) => {
    const found = isLocale(locale) ? known(locale) : undefined;
    return found === undefined ? { words, locale: fallback } : { words: found, locale };
  };
}

function languageOf(locale: string): string {
  return locale.split('-')[0]?.toLowerCase() ?? '';
}

function isLocale(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}
