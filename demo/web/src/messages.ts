import { ar } from 'floe-billing/locales/ar';
import { de } from 'floe-billing/locales/de';
import { en } from 'floe-billing/locales/en';
import type { Language } from './settings.ts';

const catalogues = { en, de, ar };

/** Floe's own words in a language. */
export function messagesFor(language: Language) {
  return catalogues[language];
}
