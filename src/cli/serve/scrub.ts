const HIDDEN = '[redacted]';

// What tokens of Polar's and secrets of webhooks look like, whoever's they are, and passwords in addresses.
const SHAPES: readonly [RegExp, string][] = [
  [/\bpolar_[a-z]+_[A-Za-z0-9_-]+/g, HIDDEN],
  [/\bwhsec_[A-Za-z0-9+/=_-]+/g, HIDDEN],
  [/\bBearer\s+[A-Za-z0-9._~+/=-]+/gi, `Bearer ${HIDDEN}`],
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"]*:)[^\s/@"]+@/gi, `$1${HIDDEN}@`],
];

// Shorter ones would be found in ordinary words.
const SHORTEST_SECRET = 8;

/**
 * Makes the function that takes secrets out of a text: those that are known, and whatever looks like one.
 *
 * @param secrets what must never be seen; those that are very short are left out.
 */
export function createScrubber(secrets: () => readonly string[]): (text: string) => string {
  return (text) => {
    const known = secrets().filter(({ length }) => length >= SHORTEST_SECRET);
    const withoutKnown = known.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);
    return SHAPES.reduce((rest, [shape, instead]) => rest.replace(shape, instead), withoutKnown);
  };
}
