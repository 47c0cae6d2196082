// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

// What turns the direction of the text after it, hides, or lets one word look like another.
const INVISIBLES =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

// In the head of a mail, `=?utf-8?q?…?=` is read as what it encodes, which nobody has looked at.
// @see https://www.rfc-editor.org/rfc/rfc2047#section-2
const ENCODED_WORD_STARTS = /=\?(?=[^?\s]+\?[bq]\?)/gi;

const LONE_SURROGATES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * A text from outside as one line that is only what it looks like: no line breaks or control characters, nothing that
 * turns directions, nothing invisible, nothing encoded. Longer ones are cut.
 */
export function cleanText(text: string, maxLength = 120): string {
  const line = text
    .replace(LONE_SURROGATES, '\ufffd')
    .replace(CONTROLS, ' ')
    .replace(INVISIBLES, '')
    .replace(ENCODED_WORD_STARTS, '= ?')
    .replace(/\s+/g, ' ')
    .trim();
  // By characters, so that none is cut in two.
  const characters = [...line];
  return characters.length <= maxLength ? line : `${characters.slice(0, maxLength - 1).join('')}…`;
}

/** Keeps a clean text together in a sentence of the other direction. One that needs no help stays as it is. */
export function isolateText(text: string, direction: 'ltr' | 'rtl'): string {
  const needsHelp = direction === 'rtl' || RIGHT_TO_LEFT.test(text);
  return needsHelp ? `\u2068${text}\u2069` : text;
}
