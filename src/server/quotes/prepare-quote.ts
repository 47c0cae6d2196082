import type { PreviewChangeInput } from '../../contract/index.ts';
import type { QuoteRecord } from '../ports/index.ts';
import { preparePriceQuote } from './prepare-price-quote.ts';
import { prepareResumeQuote } from './prepare-resume-quote.ts';
import type { QuoteSources } from './quote-parts.ts';

/**
 * Computes what a change would do and cost.
 *
 * @throws {BillingError} `not_found` — unknown price; `conflict` — the price offers no change, or there is no pause to end.
 */
export function prepareQuote(change: PreviewChangeInput, sources: QuoteSources): Promise<QuoteRecord> {
  return 'resume' in change
    ? prepareResumeQuote(sources)
    : preparePriceQuote({ ...sources, priceId: change.priceId });
}
