import { html } from 'hono/html';
import { fromIso } from '../../time/instant.ts';
import type { Markup } from '../layout.ts';

const exact = new Intl.DateTimeFormat('en-US', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  hourCycle: 'h23',
  timeZone: 'UTC',
});
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** How far an instant is from now, in the largest unit that it fills: `in 3 days`, `2 hours ago`, `now`. */
export function fromNow(instant: string, now: string): string {
  const seconds = (fromIso(instant) - fromIso(now)) / 1_000_000;
  const [unit, size] = units.find((one) => Math.abs(seconds) >= one[1]) ?? (['second', 1] as const);
  return relative.format(Math.trunc(seconds / size), unit);
}

/** An instant to the second: `Jan 10, 2027, 10:00:00 UTC`. */
export function instant(iso: string): Markup {
  return html`<time datetime="${iso}">${exact.format(fromIso(iso) / 1000)} UTC</time>`;
}

/** An instant to the second, and how far it is from now. */
export function instantFromNow(iso: string, now: string): Markup {
  return html`${instant(iso)} <span class="muted">(${fromNow(iso, now)})</span>`;
}

/** `10,000` */
export function number(value: number): string {
  return value.toLocaleString('en-US');
}
