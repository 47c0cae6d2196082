const PROTOCOLS = ['https:', 'http:', 'mailto:'];

/** An address that a link may lead to; `null` for every other, such as `javascript:` and `data:`. */
export function safeHref(href: string): string | null {
  const url = URL.canParse(href) ? new URL(href) : null;
  return url !== null && PROTOCOLS.includes(url.protocol) ? url.href : null;
}
