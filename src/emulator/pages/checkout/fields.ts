import { html, raw } from 'hono/html';
import type { Markup } from '../layout.ts';
import type { FieldName, FormErrors, FormValues } from './read-form.ts';

/** What was typed into a form, and what of that could not be used. */
export interface Filled {
  values: FormValues;
  errors: FormErrors;
}

/** How a text field is shown. */
export interface FieldOptions {
  label: string;
  autocomplete: string;
  /** @default false */
  isOptional?: boolean;
  /** Whether a script may say later that it is optional, or is no more. @default false */
  mayChange?: boolean;
  /** Whether it takes the whole width. @default false */
  wide?: boolean;
  type?: string;
  inputmode?: string;
  placeholder?: string;
}

/** The attributes that tie a field to what is wrong with it. */
export function describedBy({ errors }: Filled, name: FieldName): Markup {
  return errors[name] === undefined ? html`` : html`aria-invalid="true" aria-describedby="${name}-error"`;
}

/** What is wrong with a field, to stand after it. */
export function errorOf({ errors }: Filled, name: FieldName): Markup {
  const error = errors[name];
  return error === undefined ? html`` : html`<p class="error" id="${name}-error">${error}</p>`;
}

function optionalMark({ isOptional = false, mayChange = false }: FieldOptions): Markup {
  if (!isOptional && !mayChange) return html``;
  return html` <span class="optional" ${isOptional ? '' : raw('hidden')}>(optional)</span>`;
}

/** A text field with its label and what is wrong with it. */
export function field(filled: Filled, name: FieldName, options: FieldOptions): Markup {
  const { label, autocomplete, wide = false, type = 'text', inputmode = 'text', placeholder = '' } = options;
  const required = options.isOptional === true ? '' : raw('required');
  return html`<div class="${wide ? 'wide' : ''}"><label for="${name}">${label}${optionalMark(options)}</label>
<input id="${name}" name="${name}" type="${type}" inputmode="${inputmode}" autocomplete="${autocomplete}" placeholder="${placeholder}" value="${filled.values[name] ?? ''}" ${required} ${describedBy(filled, name)}>
${errorOf(filled, name)}</div>`;
}
