import { html } from 'hono/html';
import type { Markup } from '../layout.ts';
import { callButton, callForm } from './call-form.ts';
import { table } from './table.ts';
import type { ControlView } from './view.ts';
import { instant } from './words.ts';

/** Saved states, and the way back to the beginning. */
export function snapshotsPanel({ snapshots }: ControlView): Markup {
  const rows = snapshots.list().map(({ name, now, mode }) => {
    const path = `/_emulator/snapshots/${encodeURIComponent(name)}`;
    return [
      name,
      html`${instant(now)}, ${mode}`,
      html`<div class="actions">${callButton({
        call: `POST ${path}/load`,
        label: 'Load',
        about: name,
        done: `The snapshot ${name} was loaded.`,
        confirm: `Load "${name}"? What is here now is lost unless you save it.`,
      })}${callButton({
        call: `DELETE ${path}`,
        label: 'Delete',
        about: name,
        done: `The snapshot ${name} was deleted.`,
        confirm: `Delete the snapshot "${name}"?`,
      })}</div>`,
    ];
  });
  return html`<section class="card" aria-labelledby="snapshots">
<h2 id="snapshots">Snapshots</h2>
${callForm({
  call: 'POST /_emulator/snapshots',
  done: 'The snapshot was saved.',
  class: 'bare inline',
  fields: html`<label>Name
<input name="name" required maxlength="60" pattern="[A-Za-z0-9][A-Za-z0-9 ._\\-]*" title="Letters, digits, spaces, dots, hyphens and underscores" autocomplete="off"></label><button class="second">Save snapshot</button>`,
})}
${table({
  caption: 'Snapshots',
  heads: ['Name', 'Clock', 'Actions'],
  rows,
  empty: 'No snapshot yet. A snapshot keeps everything: rows, clock, endpoints, and what waits.',
})}
<div class="actions">${callButton({
    call: 'POST /_emulator/reset',
    label: 'Begin again with the seed',
    done: 'The emulator began again.',
    confirm: 'Begin again with the seed? What is here now is lost unless you save it. Snapshots stay.',
    class: 'second danger',
  })}</div>
</section>`;
}
