import { randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { RequestLog } from '../../control/request-log.ts';
import type { EmulatorCore } from '../../core.ts';
import type { SnapshotShelf } from '../../state/snapshots.ts';
import { type Markup, noticePage } from '../layout.ts';
import { pageHeaders } from '../page.ts';
import { browsePage } from './browse-page.ts';
import { eventPage } from './event-page.ts';
import { logPage, requestPage } from './log-page.ts';
import { overviewPage } from './overview.ts';
import { rowPage } from './row-page.ts';
import { switchesPage } from './switches-page.ts';
import type { ControlView } from './view.ts';
import { webhooksPage } from './webhooks-page.ts';

/** The pages at `/_emulator/`, for people. They change nothing themselves: their forms call the control API. */
export function createControlPages(core: EmulatorCore, snapshots: SnapshotShelf, requests: RequestLog): Hono {
  const app = new Hono();

  function show(context: Context, page: (view: ControlView) => Markup | null) {
    return core.engine.rehearse((transaction) => {
      // Whatever the query says, no page may show the switches in a frame.
      const around = { nonce: randomBytes(16).toString('base64'), embed: null, succeeded: null };
      const query = context.req.query();
      const found = page({ core, snapshots, requests, transaction, around, query });
      const shown = found ?? noticePage(missing, around);
      return context.html(shown, found === null ? 404 : 200, pageHeaders(transaction, around));
    });
  }

  const parameter = (context: Context, name: string) => context.req.param(name) ?? '';

  app.get('/_emulator', (context) => context.redirect('/_emulator/', 308));
  app.get('/_emulator/', (context) => show(context, overviewPage));
  app.get('/_emulator/browse', (context) => show(context, browsePage));
  app.get('/_emulator/browse/:collection/:id', (context) =>
    show(context, (view) => rowPage(view, parameter(context, 'collection'), parameter(context, 'id'))),
  );
  app.get('/_emulator/webhooks', (context) => show(context, webhooksPage));
  app.get('/_emulator/webhooks/:id', (context) =>
    show(context, (view) => eventPage(view, parameter(context, 'id'))),
  );
  app.get('/_emulator/log', (context) => show(context, logPage));
  app.get('/_emulator/log/:id', (context) =>
    show(context, (view) => requestPage(view, parameter(context, 'id'))),
  );
  app.get('/_emulator/switches', (context) => show(context, switchesPage));
  return app;
}

const missing = {
  title: 'There is nothing here',
  text: 'It may have been there before a reset, or before another state was loaded.',
  link: { href: '/_emulator/', label: 'To the overview' },
};
