import { z } from 'zod';
import { refreshCustomer } from '../mirror/refresh-customer.ts';
import type { WorkItem } from '../ports/index.ts';
import type { ServerContext } from '../server-context.ts';

const refreshCustomerJob = z.object({ job: z.literal('refresh_customer'), customerId: z.string() });

/** Does a job and marks it done. Jobs may run twice. */
export async function runJob(item: WorkItem<Record<string, unknown>>, context: ServerContext): Promise<void> {
  const { customerId } = refreshCustomerJob.parse(item.payload);
  await refreshCustomer(customerId, `job:${item.id}`, context);
  await context.store.transaction((transaction) => transaction.finishJob(item.id));
}
