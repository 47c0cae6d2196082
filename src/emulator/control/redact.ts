/** Tokens and webhook secrets wherever they stand. The secret of a checkout is part of its public link, and stays. */
const SECRETS = /\b(polar_(?!c_)[a-z]+_|whsec_)[A-Za-z0-9_+/=-]{6,}/g;

/** The longest body that is kept, in characters. */
const LENGTH = 20_000;

/** A text without the secrets in it: what kind they are can still be seen. */
export function redact(text: string): string {
  return text.replace(SECRETS, '$1…');
}

/** The beginning of a long text. */
export function shorten(text: string): string {
  return text.length <= LENGTH ? text : `${text.slice(0, LENGTH)}… (${text.length} characters)`;
}
