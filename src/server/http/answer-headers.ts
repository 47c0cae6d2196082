/**
 * On everything the server answers. It serves data and no pages: whoever gets a browser to show an answer as a page, in a
 * frame or as a script, gets nothing out of it.
 */
const ANSWER_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  // What an answer says depends on who asks, and whether a page may read it on where that page is.
  vary: 'Cookie, Authorization, Origin',
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Sets what every answer says about itself. */
export function setAnswerHeaders({ headers }: Response): void {
  for (const [name, value] of Object.entries(ANSWER_HEADERS)) headers.set(name, value);
}
