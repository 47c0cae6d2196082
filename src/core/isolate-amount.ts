const DIRECTION_MARKS = /[\u061c\u200e\u200f]/g;

/**
 * Keeps a written amount together in text of any direction. In right-to-left languages `Intl` puts marks around the
 * sign that hold for the amount alone, and beside other text `-20.50 US$` falls apart into `$-20.50 US`; one
 * left-to-right isolate holds everywhere. Amounts without marks stay as they are.
 */
export function isolateAmount(amount: string): string {
  const bare = amount.replace(DIRECTION_MARKS, '');
  return bare === amount ? amount : `\u2066${bare}\u2069`;
}
