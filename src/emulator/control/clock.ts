import { Hono } from 'hono';
import type { EmulatorCore } from '../core.ts';
import type { Upcoming } from '../engine/upcoming.ts';
import { read } from '../http/call.ts';
import { invalidRequest } from '../http/errors.ts';
import { flag, object, oneOf, optional, text } from '../http/schema.ts';
import { readJson } from './read-json.ts';

const clockShape = object(
  {
    advance: optional(text(), undefined),
    to: optional(text(), undefined),
    next: optional(oneOf([true]), undefined),
    mode: optional(oneOf(['live', 'frozen']), undefined),
    wait: optional(flag(), true),
  },
  'forbid',
);

/** How the clock stands. */
export interface ClockReading {
  now: string;
  mode: 'live' | 'frozen';
  /** What happens next by itself; `null` when nothing does. */
  next: Upcoming | null;
}

/** Reads the clock. */
export function readClock(core: EmulatorCore): ClockReading {
  return { now: core.engine.nowIso(), mode: core.engine.clock.mode, next: core.next() };
}

/** `/_emulator/clock`: what time it is, and how it goes on. */
export function createClockControl(core: EmulatorCore): Hono {
  const app = new Hono();

  app.get('/_emulator/clock', (context) => context.json(readClock(core)));

  app.post('/_emulator/clock', async (context) => {
    const body = read(clockShape, await readJson(context), ['body']);
    const given = [body.advance, body.to, body.next, body.mode].filter((one) => one !== undefined);
    if (given.length !== 1) {
      const msg =
        'Give exactly one of "advance" (an ISO 8601 duration), "to" (an instant), "next" (true) and "mode".';
      throw invalidRequest([{ type: 'value_error', loc: ['body'], msg, input: body }]);
    }
    const work =
      body.mode !== undefined
        ? core.setMode(body.mode)
        : body.next !== undefined
          ? core.advanceToNext()
          : body.advance !== undefined
            ? core.advance(body.advance)
            : core.advanceTo(body.to ?? '');
    if (body.wait) await work;
    else work.catch(() => undefined);
    return context.json(readClock(core));
  });

  return app;
}
