import { html } from 'hono/html';
import type { Markup } from '../layout.ts';
import { clockPanel } from './clock-panel.ts';
import { customersPanel } from './customers-panel.ts';
import { presetsPanel } from './presets-panel.ts';
import { shell } from './shell.ts';
import { snapshotsPanel } from './snapshots-panel.ts';
import type { ControlView } from './view.ts';

/** The first page: who is here, and what situation to make. */
export function overviewPage(view: ControlView): Markup {
  return shell(view, {
    title: 'Overview',
    current: '/_emulator/',
    body: html`${customersPanel(view)}
<div class="split"><div>${presetsPanel()}</div><div>${clockPanel(view)}${snapshotsPanel(view)}</div></div>`,
  });
}
