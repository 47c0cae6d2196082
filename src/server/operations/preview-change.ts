import { keepQuote } from '../quotes/keep-quote.ts';
import { prepareQuote } from '../quotes/prepare-quote.ts';
import { requireCurrent } from '../subscriptions/current-subscription.ts';
import type { Query } from './query.ts';

/** `GET /preview-change`: what a change to a price, or the end of a pause, would do and cost, as a quote to confirm. */
export const previewChange: Query<'previewChange'> = async (change, caller, context) => {
  const { subscription, catalog } = await requireCurrent(caller, context);
  const { provider, store, clock } = context;
  const record = await prepareQuote(change, { subscription, catalog, caller, provider, now: clock.now() });
  await keepQuote(store, record);
  return record.quote;
};
