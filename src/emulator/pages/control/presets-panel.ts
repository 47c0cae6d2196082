import { html, raw } from 'hono/html';
import { presets } from '../../presets/index.ts';
import type { Markup } from '../layout.ts';
import { callForm } from './call-form.ts';

/** The situations that can be called up. */
export function presetsPanel(): Markup {
  const fields = html`<fieldset>
<legend>Situation</legend>
${presets.map(
  ({ name, title, description }, index) =>
    html`<label class="choice"><input type="radio" name="name" value="${name}" ${index === 0 ? raw('checked') : ''}>
<span><strong>${title}</strong><small>${description}</small></span></label>`,
)}
</fieldset>
<p class="muted">A preset begins with the seed and takes the place of all that is here; webhook endpoints stay. The clock stays where it is: the story lies in the past.</p>
<div class="inline"><label>Save what is here first, as
<input name="save" value="before the preset" data-optional autocomplete="off"></label><button>Play the preset</button></div>`;
  return html`<section class="card" aria-labelledby="presets">
<h2 id="presets">Presets</h2>
${callForm({ call: 'POST /_emulator/presets', fields, done: 'The preset was played.' })}
</section>`;
}
