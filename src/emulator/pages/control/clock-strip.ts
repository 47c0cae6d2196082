import { html } from 'hono/html';
import { readClock } from '../../control/clock.ts';
import type { Markup } from '../layout.ts';
import { callButton } from './call-form.ts';
import type { ControlView } from './view.ts';
import { instant, instantFromNow } from './words.ts';

const steps = [
  ['P1D', '+ 1 day'],
  ['P1W', '+ 1 week'],
  ['P1M', '+ 1 month'],
] as const;

const CLOCK = 'POST /_emulator/clock';

/** What time it is, what happens next, and the usual ways on. */
export function clockStrip({ core }: ControlView): Markup {
  const { now, mode, next } = readClock(core);
  const isLive = mode === 'live';
  return html`<section class="clock" aria-label="Clock">
<div>
<p class="now">${instant(now)}</p>
<p class="muted">${isLive ? 'Live: it runs.' : 'Frozen: it stands until it is moved.'} ${
    next === null
      ? 'Nothing will happen by itself.'
      : html`Next: ${next.description} ${instantFromNow(next.at, now)}`
  }</p>
</div>
<div class="actions">
${steps.map(([advance, label]) => callButton({ call: CLOCK, label, done: 'The clock was moved.', body: { advance } }))}
${next === null ? '' : nextButton()}
${
  isLive
    ? callButton({ call: CLOCK, label: 'Freeze', done: 'The clock stands.', body: { mode: 'frozen' } })
    : callButton({ call: CLOCK, label: 'Let it run', done: 'The clock runs.', body: { mode: 'live' } })
}
</div>
</section>`;
}

function nextButton(): Markup {
  return html`<form class="bare" data-call="${CLOCK}" data-done="The clock was moved to what came next.">
<input type="hidden" name="next" value="true" data-as="true"><button>Next event</button></form>`;
}
