/**
 * An email address in lower case without the `+alias` of its first part: all of a person's addresses are the same.
 *
 * @see Polar's `server/polar/kit/email.py`, `unalias_email`.
 */
export function withoutAlias(email: string): string {
  return email.toLowerCase().replace(/\+[^@]*/, '');
}
