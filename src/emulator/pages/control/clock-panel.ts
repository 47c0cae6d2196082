import { html } from 'hono/html';
import type { Markup } from '../layout.ts';
import { callForm } from './call-form.ts';
import type { ControlView } from './view.ts';

/** The less usual ways to move the clock. */
export function clockPanel({ core }: ControlView): Markup {
  const now = core.engine.nowIso();
  const call = 'POST /_emulator/clock';
  const done = 'The clock was moved.';
  return html`<section class="card" aria-labelledby="move">
<h2 id="move">Move the clock</h2>
<p class="muted">Everything that falls due on the way happens in its order, each at its own instant, and webhooks are delivered.</p>
${callForm({
  call,
  done,
  class: 'bare inline',
  fields: html`<label>By a duration, such as P3D, PT12H or P1Y
<input name="advance" required autocomplete="off" placeholder="P3D"></label><button class="second">Move by it</button>`,
})}
${callForm({
  call,
  done,
  class: 'bare inline',
  fields: html`<label>To an instant, in UTC
<input type="datetime-local" step="1" name="to" required min="${now.slice(0, 19)}" value="${now.slice(0, 19)}"></label><button class="second">Move there</button>`,
})}
</section>`;
}
