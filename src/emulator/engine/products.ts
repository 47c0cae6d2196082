import { type Issue, PolarApiError, unacceptable } from '../http/errors.ts';
import type { ProductRow } from '../state/catalog-rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { emit } from '../webhooks/emit.ts';
import { toProduct } from '../wire/product.ts';
import { syncSubscription } from './benefits.ts';

/** Writes a product under a new `modified_at` and tells of it. */
export function saveProduct(transaction: Transaction, row: ProductRow): ProductRow {
  const saved = transaction.put('products', { ...row, modified_at: transaction.stamp() });
  emit(transaction, 'product.updated', () => toProduct(transaction, saved));
  return saved;
}

/**
 * Replaces what a product gives; whoever has it gains and loses benefits with it.
 *
 * @throws {PolarApiError} 422 for a benefit that is not there, or cannot be chosen.
 */
export function setBenefits(
  transaction: Transaction,
  product: ProductRow,
  benefitIds: readonly string[],
): ProductRow {
  for (const [index, id] of benefitIds.entries()) {
    const benefit = transaction.get('benefits', id);
    if (benefit === undefined || benefit.is_deleted) {
      throw unacceptable(['body', 'benefits', index], 'Benefit does not exist.', id);
    }
    if (!benefit.selectable && !product.benefit_ids.includes(id)) {
      throw unacceptable(['body', 'benefits', index], 'Benefit is not selectable.', id);
    }
  }
  const saved = saveProduct(transaction, { ...product, benefit_ids: [...new Set(benefitIds)] });
  for (const subscription of transaction.by('subscriptions', 'product_id', product.id)) {
    if (subscription.ended_at === null) syncSubscription(transaction, subscription);
  }
  return saved;
}

/**
 * Refuses what refers to files and custom fields: there are none here.
 *
 * @throws {PolarApiError} 422 as for ids that are not known.
 */
export function assertNoAttachments(
  medias: readonly string[] | null | undefined,
  fields: readonly { custom_field_id: string }[] | null | undefined,
): void {
  const issue =
    (name: string, msg: string) =>
    (input: string, index: number): Issue => ({
      type: 'value_error',
      loc: ['body', name, index],
      msg,
      input,
    });
  const issues = [
    ...(medias ?? []).map(issue('medias', 'File does not exist or is not yet uploaded.')),
    ...(fields ?? [])
      .map((field) => field.custom_field_id)
      .map(issue('attached_custom_fields', 'Custom field does not exist.')),
  ];
  if (issues.length === 0) return;
  throw new PolarApiError(422, { error: 'PolarRequestValidationError', detail: issues });
}
