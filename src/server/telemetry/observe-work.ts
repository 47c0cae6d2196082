import type { WorkItem, WorkQueue, WorkQueueName } from '../ports/index.ts';
import type { Telemetry } from './create-telemetry.ts';

/** A queue and what is done with its items. */
export interface ObservedWork<Payload> {
  name: WorkQueueName;
  queue: WorkQueue<Payload>;
  run: (item: WorkItem<Payload>, signal: AbortSignal) => Promise<void>;
}

/** The same work, each attempt counted by how it ended. */
export function observeWork<Payload>(
  work: ObservedWork<Payload>,
  telemetry: Telemetry,
): ObservedWork<Payload> {
  const { name, queue, run } = work;
  const countEnd = (outcome: string) => telemetry.count('floe.work.runs', { queue: name, outcome });
  return {
    name,
    // Its methods may need what they are methods of.
    queue: Object.assign(Object.create(queue) as WorkQueue<Payload>, {
      fail: async (...args: Parameters<WorkQueue<Payload>['fail']>) => {
        const outcome = await queue.fail(...args);
        countEnd(outcome);
        return outcome;
      },
      postpone: async (...args: Parameters<WorkQueue<Payload>['postpone']>) => {
        const outcome = await queue.postpone(...args);
        countEnd(outcome);
        return outcome;
      },
    }),
    run: (item, signal) =>
      telemetry.span(`floe.work ${name}`, { 'floe.queue': name, 'floe.attempt': item.attempts }, async () => {
        try {
          await run(item, signal);
          countEnd('done');
        } catch (error) {
          telemetry.countError(error, 'work');
          throw error;
        }
      }),
  };
}
