import { Hono } from 'hono';
import { cutPage, readPage } from './read-page.ts';
import type { LoggedRequest, RequestLog } from './request-log.ts';

/** What of the log is looked for. */
export interface RequestFilter {
  /** A part of the path. */
  path?: string | undefined;
  /** A status, or a hundred of them: `404`, `4xx`. */
  status?: string | undefined;
}

/** Whether a request is one that is looked for. */
export function fits(one: LoggedRequest, { path = '', status = '' }: RequestFilter): boolean {
  const isStatus = String(one.status).startsWith(status.replace(/x+$/i, ''));
  return isStatus && one.path.toLowerCase().includes(path.toLowerCase());
}

/** `/_emulator/requests`: what was asked and answered, the newest first. */
export function createRequestsControl(requests: RequestLog): Hono {
  const app = new Hono();
  app.get('/_emulator/requests', (context) => {
    const { path, status } = context.req.query();
    const found = requests.list().filter((one) => fits(one, { path, status }));
    return context.json(cutPage(found, readPage(context)));
  });
  return app;
}
