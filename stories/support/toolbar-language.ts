import { createContext } from 'react';
import type { MessageOverrides } from '../../src/index.ts';
import { ar } from '../../src/locales/ar.ts';
import { de } from '../../src/locales/de.ts';

/** The language chosen in Storybook's toolbar, for every story that does not insist on its own. */
export interface ToolbarLanguage {
  /** BCP 47 tag. */
  locale: string;
  /** The kit's own words; `undefined` is its English. */
  messages: MessageOverrides | undefined;
}

/** Choices of the toolbar by their tag: each language the kit speaks. */
export const toolbarLanguages: Readonly<Record<string, ToolbarLanguage & { title: string }>> = {
  'en-US': { title: 'English', locale: 'en-US', messages: undefined },
  'de-DE': { title: 'Deutsch', locale: 'de-DE', messages: de },
  ar: { title: 'العربية', locale: 'ar', messages: ar },
};

/** Provided by `.storybook/preview.tsx`, read by `BillingFrame`. */
export const ToolbarLanguageContext = createContext<ToolbarLanguage>({
  locale: 'en-US',
  messages: undefined,
});
