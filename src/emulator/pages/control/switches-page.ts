import { html, raw } from 'hono/html';
import type { SettingsRow } from '../../state/settings.ts';
import type { Markup } from '../layout.ts';
import { callForm } from './call-form.ts';
import { faultsForm } from './faults-form.ts';
import { shell } from './shell.ts';
import type { ControlView } from './view.ts';

const limits = [
  ['off', 'None'],
  ['sandbox', 'Of the sandbox: 100 a minute'],
  ['production', 'Of production: 500 a minute'],
] as const;

function checkbox(name: keyof SettingsRow, isOn: boolean, label: string): Markup {
  return html`<label class="check"><input type="checkbox" name="${name}" ${isOn ? raw('checked') : ''}>${label}</label>`;
}

function settingsForm(settings: SettingsRow): Markup {
  const { changePreview, refuseEmbedding, invoiceDelayMs, rateLimit } = settings;
  return callForm({
    call: 'POST /_emulator/settings',
    done: 'The settings were saved.',
    class: '',
    fields: html`${checkbox('changePreview', changePreview, 'The private previews answer')}
${checkbox('refuseEmbedding', refuseEmbedding, 'The hosted checkout refuses to be shown in a frame')}
<div class="grid"><div><label for="delay">An invoice takes, in milliseconds of real time</label>
<input id="delay" type="number" name="invoiceDelayMs" min="0" max="600000" required value="${invoiceDelayMs}"></div>
<div><label for="limit">Limit of requests</label>
<select id="limit" name="rateLimit">${limits.map(
      ([value, label]) =>
        html`<option value="${value}" ${value === rateLimit ? raw('selected') : ''}>${label}</option>`,
    )}</select></div></div>
<div class="actions"><button>Save the settings</button></div>`,
  });
}

/** What can be switched while the emulator runs. */
export function switchesPage(view: ControlView): Markup {
  const settings = view.transaction.need('settings', 'settings');
  return shell(view, {
    title: 'Settings',
    current: '/_emulator/switches',
    body: html`<section aria-labelledby="settings"><h2 id="settings">Switches</h2>${settingsForm(settings)}</section>
<section aria-labelledby="faults"><h2 id="faults">What goes wrong with deliveries</h2>${faultsForm(settings.faults)}</section>`,
  });
}
