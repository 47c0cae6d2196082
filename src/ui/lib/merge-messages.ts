import { en, type MessageOverrides, type Messages } from '../../locales/en.ts';
import { mergeWords } from '../../locales/merge-words.ts';

const merged = new WeakMap<object, Messages>();

/** The English catalogue with what the host replaced; the same object for the same overrides. */
export function mergeMessages(overrides: MessageOverrides | null): Messages {
  if (overrides === null) return en;
  const known = merged.get(overrides);
  if (known !== undefined) return known;
  const messages = mergeWords(en, overrides);
  merged.set(overrides, messages);
  return messages;
}
