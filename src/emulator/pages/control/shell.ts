import { html, raw } from 'hono/html';
import { layout, type Markup } from '../layout.ts';
import { styles as portalStyles } from '../portal/styles.ts';
import { clockStrip } from './clock-strip.ts';
import { script } from './script.ts';
import { styles } from './styles.ts';
import type { ControlView } from './view.ts';

const pages = [
  ['/_emulator/', 'Overview'],
  ['/_emulator/browse', 'State'],
  ['/_emulator/webhooks', 'Webhooks'],
  ['/_emulator/log', 'Requests'],
  ['/_emulator/switches', 'Settings'],
] as const;

/** A page of the control: the way to the others, the clock, and what the page is about. */
export function shell(
  view: ControlView,
  page: { title: string; current: (typeof pages)[number][0]; body: Markup },
): Markup {
  const { title, current, body } = page;
  return layout(
    `${title} – Local Polar emulator`,
    html`<a class="skip" href="#main">Skip to the content</a>
<div class="portal control">
<nav class="portal-nav" aria-label="Emulator"><ul>${pages.map(
      ([href, label]) =>
        html`<li><a href="${href}" ${href === current ? raw('aria-current="page"') : ''}>${label}</a></li>`,
    )}</ul></nav>
${clockStrip(view)}
<main id="main" tabindex="-1">
<div class="title"><h1>${title}</h1><p id="status" role="status"></p></div>
<div id="alert" class="alert" role="alert" hidden><p></p></div>
${body}
</main>
</div>
<script nonce="${view.around.nonce}">${raw(script)}</script>`,
    view.around,
    portalStyles + styles,
  );
}
