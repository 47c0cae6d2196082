import { html } from 'hono/html';
import type { Markup } from '../layout.ts';

/** A form whose fields are sent as JSON by the page's script; names with dots make objects. */
export function callForm(options: {
  /** Method and path of the control API: `POST /_emulator/clock`. */
  call: string;
  fields: Markup;
  /** What is said once it was done. */
  done: string;
  /** A question to be answered with yes first, where something is lost. */
  confirm?: string;
  class?: string;
}): Markup {
  const { call, fields, done, confirm = '', class: name = 'bare' } = options;
  return html`<form class="${name}" data-call="${call}" data-done="${done}" data-confirm="${confirm}">${fields}</form>`;
}

/** A button of its own: a form with nothing to fill in. */
export function callButton(options: {
  call: string;
  label: string;
  done: string;
  confirm?: string;
  /** What is sent. */
  body?: Readonly<Record<string, string>>;
  /** What the button is about, where several have the same label. */
  about?: string;
  class?: string;
}): Markup {
  const { call, label, done, confirm = '', body = {}, about, class: name = 'second' } = options;
  const fields = html`${Object.entries(body).map(
    ([field, value]) => html`<input type="hidden" name="${field}" value="${value}">`,
  )}<button class="${name}">${label}${about === undefined ? '' : html`<span class="hear"> ${about}</span>`}</button>`;
  return callForm({ call, fields, done, confirm });
}
