import { html, raw } from 'hono/html';
import { embedMarkup } from './embed.ts';
import type { Surroundings } from './page.ts';
import { styles } from './styles.ts';

/** A piece of HTML, escaped where it has to be. */
export type Markup = ReturnType<typeof html>;

const icon =
  'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 16 16%22%3E%3Ccircle cx=%228%22 cy=%228%22 r=%227%22 fill=%22%231d4ed8%22/%3E%3C/svg%3E';

/** A whole page with a title and a body, and styles beside those that all have. */
export function layout(
  title: string,
  body: Markup,
  { embed, nonce, succeeded }: Surroundings,
  moreStyles = '',
): Markup {
  return html`<!doctype html>
<html lang="en" data-theme="${embed?.theme ?? ''}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="${raw(icon)}">
<style>${raw(styles + moreStyles)}</style>
</head>
<body>
<header class="bar">Local Polar emulator. Nothing here is charged.</header>
${body}
${embed === null ? '' : embedMarkup(embed, nonce, succeeded)}
</body>
</html>`;
}

/** A page that says one thing and offers one way on. */
export function noticePage(
  input: {
    title: string;
    text: string;
    link: { href: string; label: string } | null;
  },
  surroundings: Surroundings,
): Markup {
  const { title, text, link } = input;
  return layout(
    title,
    html`<main class="notice"><div class="card"><h1>${title}</h1><p>${text}</p>${
      link === null ? '' : html`<a class="button" href="${link.href}">${link.label}</a>`
    }</div></main>`,
    surroundings,
  );
}
