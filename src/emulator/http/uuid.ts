const GROUPS = [8, 4, 4, 4, 12];

/**
 * Reads a UUID in any of its spellings: with or without hyphens or braces, as a URN, in any case.
 *
 * @returns the UUID in lower case with hyphens, or why it is none, in the words of Polar's parser.
 */
export function readUuid(text: string): { uuid: string } | { error: string } {
  const [, prefix = '', braced, plain = ''] = /^(urn:uuid:)?(?:\{(.*)\}|(.*))$/s.exec(text) ?? [];
  const digits = braced ?? plain;
  const wrong = /[^0-9a-fA-F-]/u.exec(digits);
  if (wrong !== null) {
    const at = prefix.length + (braced === undefined ? 0 : 1) + wrong.index + 1;
    const expected = 'expected an optional prefix of `urn:uuid:` followed by [0-9a-fA-F-]';
    return { error: `invalid character: ${expected}, found \`${wrong[0]}\` at ${at}` };
  }
  const groups = digits.split('-');
  if (groups.length === 1 && prefix === '' && braced === undefined) {
    if (digits.length !== 32) {
      return { error: `invalid length: expected length 32 for simple format, found ${digits.length}` };
    }
    return { uuid: hyphenate(digits) };
  }
  if (groups.length !== 5) return { error: `invalid group count: expected 5, found ${groups.length}` };
  const index = GROUPS.findIndex((length, at) => groups[at]?.length !== length);
  if (index === -1) return { uuid: digits.toLowerCase() };
  const found = groups[index]?.length ?? 0;
  return { error: `invalid group length in group ${index}: expected ${GROUPS[index]}, found ${found}` };
}

function hyphenate(digits: string): string {
  return digits.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
