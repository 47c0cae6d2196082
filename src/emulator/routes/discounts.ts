import type { models } from '@polar-sh/sdk/2026-10';
import { organizationOf } from '../engine/organization.ts';
import { answer, type Call, pathParameter, type Route, read, readBody } from '../http/call.ts';
import { resourceNotFound, unacceptable } from '../http/errors.ts';
import { matches, sortRows, toPage } from '../http/lists.ts';
import { uuid } from '../http/schema.ts';
import type { DiscountRow } from '../state/catalog-rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { emit } from '../webhooks/emit.ts';
import { toDiscount } from '../wire/discount.ts';
import { type DiscountUpdate, discountCreate, discountUpdate } from './discount-shapes.ts';
import { refuseOrganizationId } from './shapes.ts';

function discountOf(call: Call): DiscountRow {
  const id = read(uuid(), pathParameter(call, 'id'), ['path', 'id']);
  const discount = call.transaction.get('discounts', id);
  if (discount === undefined || discount.deleted_at !== null) throw resourceNotFound();
  return discount;
}

function assertCodeIsFree(
  transaction: Transaction,
  code: string | null | undefined,
  exceptId?: string,
): void {
  if (code == null) return;
  const other = transaction.firstBy('discounts', 'code', code.toUpperCase());
  if (other === undefined || other.id === exceptId) return;
  throw unacceptable(['body', 'code'], 'Discount with this code already exists.', code);
}

function assertProducts(transaction: Transaction, ids: readonly string[]): void {
  for (const [index, id] of ids.entries()) {
    if (transaction.get('products', id) === undefined) {
      throw unacceptable(['body', 'products', index], 'Product not found.', id);
    }
  }
}

function createDiscount(call: Call): DiscountRow {
  const { transaction } = call;
  const { products, organization_id, ...fields } = readBody(call, discountCreate);
  refuseOrganizationId(organization_id);
  assertCodeIsFree(transaction, fields.code);
  assertProducts(transaction, products ?? []);
  return transaction.put('discounts', {
    ...fields,
    id: transaction.newId(),
    created_at: transaction.stamp(),
    modified_at: null,
    redemptions_count: 0,
    product_ids: [...new Set(products ?? [])],
    organization_id: organizationOf(transaction).id,
    deleted_at: null,
  });
}

/** What a fixed discount takes off after a change. */
function changedAmounts(
  discount: DiscountRow,
  body: DiscountUpdate,
): Pick<DiscountRow, 'amounts' | 'currency'> {
  if (body.amount != null && body.currency != null) {
    return { amounts: { [body.currency]: body.amount }, currency: body.currency };
  }
  return { amounts: body.amounts ?? discount.amounts, currency: discount.currency };
}

function isSame(left: unknown, right: unknown): boolean {
  const spell = (value: unknown) =>
    typeof value === 'object' && value !== null
      ? JSON.stringify(Object.entries(value).sort())
      : JSON.stringify(value);
  return spell(left) === spell(right);
}

/**
 * Refuses what may not change: the kind and the duration ever, how much it takes off once somebody used it.
 *
 * @see Polar's `server/polar/discount/service.py`, `update`.
 */
function assertChangeable(discount: DiscountRow, body: DiscountUpdate): void {
  if (body.duration !== undefined && body.duration !== discount.duration) {
    throw unacceptable(['body', 'duration'], 'Duration cannot be changed.', body.duration);
  }
  if (body.type != null && body.type !== discount.type) {
    throw unacceptable(['body', 'type'], 'Type cannot be changed.', body.type);
  }
  if (discount.redemptions_count === 0) return;
  const { amounts } = changedAmounts(discount, body);
  const changes = {
    amounts: discount.type === 'fixed' && !isSame(amounts, discount.amounts),
    basis_points:
      discount.type === 'percentage' &&
      body.basis_points != null &&
      body.basis_points !== discount.basis_points,
  };
  for (const [name, isChanged] of Object.entries(changes)) {
    if (!isChanged) continue;
    const msg = 'This field cannot be changed because the discount has already been redeemed.';
    throw unacceptable(['body', name], msg);
  }
}

function updateDiscount(call: Call): DiscountRow {
  const { transaction } = call;
  const discount = discountOf(call);
  const body = readBody(call, discountUpdate);
  assertChangeable(discount, body);
  assertCodeIsFree(transaction, body.code, discount.id);
  assertProducts(transaction, body.products ?? []);
  const given = <T>(value: T | undefined, present: T): T => (value === undefined ? present : value);
  return transaction.put('discounts', {
    ...discount,
    ...(discount.type === 'fixed'
      ? changedAmounts(discount, body)
      : { basis_points: body.basis_points ?? discount.basis_points }),
    modified_at: transaction.stamp(),
    metadata: body.metadata ?? discount.metadata,
    name: body.name ?? discount.name,
    code: given(body.code, discount.code),
    starts_at: given(body.starts_at, discount.starts_at),
    ends_at: given(body.ends_at, discount.ends_at),
    max_redemptions: given(body.max_redemptions, discount.max_redemptions),
    max_redemptions_per_customer: given(
      body.max_redemptions_per_customer,
      discount.max_redemptions_per_customer,
    ),
    duration_in_months:
      discount.duration === 'repeating'
        ? (body.duration_in_months ?? discount.duration_in_months)
        : discount.duration_in_months,
    product_ids: body.products == null ? discount.product_ids : [...new Set(body.products)],
  });
}

const sortKeys = {
  created_at: (one: DiscountRow) => one.created_at,
  name: (one: DiscountRow) => one.name,
  code: (one: DiscountRow) => one.code,
  redemptions_count: (one: DiscountRow) => one.redemptions_count,
  ends_at: (one: DiscountRow) => one.ends_at,
};

/** `/v1/discounts/`: what is taken off prices. */
export const discountRoutes: readonly Route[] = [
  {
    operation: 'discounts.list',
    method: 'GET',
    path: '/v1/discounts/',
    handle(call) {
      const query = call.query.get('query') ?? '';
      const rows = call.transaction.where(
        'discounts',
        (one) =>
          one.deleted_at === null &&
          matches(call, 'organization_id', one.organization_id) &&
          // Polar compares names as they are written, and codes in whatever case.
          (one.name.includes(query) || (one.code ?? '').toLowerCase().includes(query.toLowerCase())),
      );
      const page = toPage(call, sortRows(call, rows, sortKeys, '-created_at'), (one) =>
        toDiscount(call.transaction, one),
      );
      return answer(page satisfies models.ListResourceDiscount);
    },
  },
  {
    operation: 'discounts.create',
    method: 'POST',
    path: '/v1/discounts/',
    handle(call) {
      const discount = createDiscount(call);
      emit(call.transaction, 'discount.created', () => toDiscount(call.transaction, discount));
      return answer(toDiscount(call.transaction, discount) satisfies models.Discount, 201);
    },
  },
  {
    operation: 'discounts.get',
    method: 'GET',
    path: '/v1/discounts/{id}',
    handle: (call) => answer(toDiscount(call.transaction, discountOf(call)) satisfies models.Discount),
  },
  {
    operation: 'discounts.update',
    method: 'PATCH',
    path: '/v1/discounts/{id}',
    handle(call) {
      const discount = updateDiscount(call);
      emit(call.transaction, 'discount.updated', () => toDiscount(call.transaction, discount));
      return answer(toDiscount(call.transaction, discount) satisfies models.Discount);
    },
  },
  {
    operation: 'discounts.delete',
    method: 'DELETE',
    path: '/v1/discounts/{id}',
    handle(call) {
      const { transaction } = call;
      const discount = discountOf(call);
      const deleted = transaction.put('discounts', { ...discount, deleted_at: transaction.now });
      emit(transaction, 'discount.deleted', () => toDiscount(transaction, deleted));
      return { status: 204 };
    },
  },
];
