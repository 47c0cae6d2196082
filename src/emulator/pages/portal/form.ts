import { html, raw } from 'hono/html';
import type { Markup } from '../layout.ts';
import type { Typed, Visit } from './visit.ts';

/** How a field is shown. */
export interface FieldOptions {
  label: string;
  /** What it holds until something is typed. */
  value?: string | null;
  autocomplete?: string;
  type?: string;
  inputmode?: string;
  placeholder?: string;
  /** @default false */
  isOptional?: boolean;
  /** Whether it takes the whole width. @default false */
  wide?: boolean;
  /** Where a page has several of the name. @default the name */
  id?: string;
}

function describedBy({ errors }: Pick<Visit, 'errors'>, name: string, id = name): Markup {
  return errors[name] === undefined ? html`` : html`aria-invalid="true" aria-describedby="${id}-error"`;
}

/** What is wrong with a field, to stand after it. */
export function errorOf({ errors }: Pick<Visit, 'errors'>, name: string, id = name): Markup {
  const error = errors[name];
  return error === undefined ? html`` : html`<p class="error" id="${id}-error">${error}</p>`;
}

/** A text field with its label and what is wrong with it. */
export function field(visit: Visit, name: string, options: FieldOptions): Markup {
  const { label, autocomplete = 'off', type = 'text', inputmode = 'text' } = options;
  const { placeholder = '', id = name } = options;
  const value = visit.typed[name] ?? options.value ?? '';
  const isOptional = options.isOptional === true;
  return html`<div class="${options.wide === true ? 'wide' : ''}"><label for="${id}">${label}${isOptional ? ' (optional)' : ''}</label>
<input id="${id}" name="${name}" type="${type}" inputmode="${inputmode}" autocomplete="${autocomplete}" placeholder="${placeholder}" value="${value}" ${isOptional ? '' : raw('required')} ${describedBy(visit, name, id)}>
${errorOf(visit, name, id)}</div>`;
}

/** A form of one button. */
export function act(
  action: string,
  label: string | Markup,
  options: { class?: string; fields?: Typed } = {},
): Markup {
  const fields = Object.entries(options.fields ?? {});
  return html`<form class="bare" method="post" action="${action}">${fields.map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}<button type="submit" class="${options.class ?? 'second'}">${label}</button></form>`;
}

/** What was typed into a field, without the space around it; `null` for nothing. */
export function given(typed: Typed, name: string): string | null {
  const text = (typed[name] ?? '').trim();
  return text === '' ? null : text;
}
