import type { models } from '@polar-sh/sdk/2026-10';
import { revokeBenefit, updateGrants } from '../engine/benefits.ts';
import { organizationOf } from '../engine/organization.ts';
import { answer, type Call, pathParameter, type Route, read, readBody } from '../http/call.ts';
import { apiError, notImplemented, resourceNotFound, unacceptable } from '../http/errors.ts';
import { matches, matchesFlag, matchesMetadata, sortRows, toPage } from '../http/lists.ts';
import { uuid } from '../http/schema.ts';
import type { BenefitRow } from '../state/catalog-rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { emit } from '../webhooks/emit.ts';
import { toGrant } from '../wire/benefit.ts';
import { type BenefitCreate, type BenefitUpdate, benefitCreate, benefitUpdate } from './benefit-shapes.ts';
import { refuseOrganizationId } from './shapes.ts';

function benefitOf(call: Call): BenefitRow {
  const benefit = call.transaction.get('benefits', read(uuid(), pathParameter(call, 'id'), ['path', 'id']));
  if (benefit === undefined || benefit.is_deleted) throw resourceNotFound();
  return benefit;
}

function assertMeter(transaction: Transaction, meterId: string): void {
  if (transaction.get('meters', meterId) !== undefined) return;
  throw unacceptable(['body', 'properties', 'meter_id'], 'This meter does not exist.', meterId);
}

function tellUpdated(transaction: Transaction, benefit: BenefitRow): void {
  emit(transaction, 'benefit.updated', () => benefit);
}

function toRow(transaction: Transaction, body: BenefitCreate): BenefitRow {
  if (body.type === 'slack_shared_channel') {
    const msg = 'Slack shared channel benefit is not enabled for this organization.';
    throw unacceptable(['body', 'type'], msg, body.type);
  }
  if (!('properties' in body)) throw notImplemented(`Benefits of the type ${body.type}`);
  refuseOrganizationId(body.organization_id);
  const fields = {
    id: transaction.newId(),
    created_at: transaction.stamp(),
    modified_at: null,
    description: body.description,
    selectable: true,
    deletable: true,
    is_deleted: false,
    organization_id: organizationOf(transaction).id,
    metadata: body.metadata,
    visibility: body.visibility ?? 'public',
    visibility_configurable: true,
  };
  switch (body.type) {
    case 'custom':
      return { ...fields, type: body.type, properties: body.properties };
    case 'feature_flag':
      return { ...fields, type: body.type, properties: {} };
    case 'meter_credit':
      assertMeter(transaction, body.properties.meter_id);
      return { ...fields, type: body.type, properties: body.properties };
  }
}

function createBenefit(call: Call): BenefitRow {
  const { transaction } = call;
  const benefit = transaction.put('benefits', toRow(transaction, readBody(call, benefitCreate)));
  emit(transaction, 'benefit.created', () => benefit);
  return benefit;
}

function changed(transaction: Transaction, benefit: BenefitRow, body: BenefitUpdate): BenefitRow {
  if (body.type !== benefit.type) {
    throw unacceptable(['body', 'type'], 'Benefit type cannot be changed.', benefit.type);
  }
  const fields = {
    modified_at: transaction.stamp(),
    metadata: body.metadata ?? benefit.metadata,
    description: body.description ?? benefit.description,
    visibility: body.visibility ?? benefit.visibility,
  };
  if (benefit.type === 'custom' && body.type === 'custom') {
    return { ...benefit, ...fields, properties: body.properties ?? benefit.properties };
  }
  if (benefit.type === 'meter_credit' && body.type === 'meter_credit') {
    if (body.properties != null) assertMeter(transaction, body.properties.meter_id);
    return { ...benefit, ...fields, properties: body.properties ?? benefit.properties };
  }
  return { ...benefit, ...fields };
}

function updateBenefit(call: Call): BenefitRow {
  const { transaction } = call;
  const benefit = benefitOf(call);
  const saved = transaction.put('benefits', changed(transaction, benefit, readBody(call, benefitUpdate)));
  tellUpdated(transaction, saved);
  // Whoever has it is told of a new note only; what is credited changes with the next period.
  const isNoted =
    saved.type === 'custom' && benefit.type === 'custom' && saved.properties.note !== benefit.properties.note;
  if (isNoted) updateGrants(transaction, saved);
  return saved;
}

/** Takes a benefit off all products and from everyone who has it. */
function deleteBenefit(call: Call): void {
  const { transaction } = call;
  const benefit = benefitOf(call);
  if (!benefit.deletable) throw apiError(403, 'NotPermitted', 'Not permitted');
  const deleted = transaction.put('benefits', {
    ...benefit,
    modified_at: transaction.stamp(),
    is_deleted: true,
  });
  for (const product of transaction.where('products', (one) => one.benefit_ids.includes(benefit.id))) {
    const benefit_ids = product.benefit_ids.filter((id) => id !== benefit.id);
    transaction.put('products', { ...product, benefit_ids });
  }
  tellUpdated(transaction, deleted);
  revokeBenefit(transaction, benefit.id);
}

/** `/v1/benefits/`: what products give. */
export const benefitRoutes: readonly Route[] = [
  {
    operation: 'benefits.list',
    method: 'GET',
    path: '/v1/benefits/',
    handle(call) {
      const { transaction, query } = call;
      const wanted = query.get('query')?.toLowerCase() ?? '';
      const [named, excluded] = [query.getAll('id'), query.getAll('exclude_id')];
      const rows = transaction.where(
        'benefits',
        (one) =>
          !one.is_deleted &&
          matches(call, 'organization_id', one.organization_id) &&
          matches(call, 'type', one.type) &&
          matches(call, 'id', one.id) &&
          !excluded.includes(one.id) &&
          matchesMetadata(call, one.metadata) &&
          one.description.toLowerCase().includes(wanted),
      );
      const keys = {
        created_at: (one: BenefitRow) => one.created_at,
        description: (one: BenefitRow) => one.description,
        type: (one: BenefitRow) => one.type,
        // The order in which the query names them.
        user_order: (one: BenefitRow) => named.indexOf(one.id),
      };
      const page = toPage(call, sortRows(call, rows, keys, '-created_at'), (one) => one);
      return answer(page satisfies models.ListResourceBenefit);
    },
  },
  {
    operation: 'benefits.create',
    method: 'POST',
    path: '/v1/benefits/',
    handle: (call) => answer(createBenefit(call) satisfies models.Benefit, 201),
  },
  {
    operation: 'benefits.get',
    method: 'GET',
    path: '/v1/benefits/{id}',
    handle: (call) => answer(benefitOf(call) satisfies models.Benefit),
  },
  {
    operation: 'benefits.update',
    method: 'PATCH',
    path: '/v1/benefits/{id}',
    handle: (call) => answer(updateBenefit(call) satisfies models.Benefit),
  },
  {
    operation: 'benefits.delete',
    method: 'DELETE',
    path: '/v1/benefits/{id}',
    handle(call) {
      deleteBenefit(call);
      return { status: 204 };
    },
  },
  {
    operation: 'benefits.grants',
    method: 'GET',
    path: '/v1/benefits/{id}/grants',
    handle(call) {
      const { transaction } = call;
      const rows = transaction
        .by('benefit_grants', 'benefit_id', benefitOf(call).id)
        .filter(
          (one) =>
            matchesFlag(call, 'is_granted', one.granted_at !== null) &&
            matches(call, 'customer_id', one.customer_id) &&
            matches(call, 'member_id', one.member_id),
        );
      const keys = { created_at: (one: (typeof rows)[number]) => one.created_at };
      const page = toPage(call, sortRows(call, rows, keys, '-created_at'), (one) =>
        toGrant(transaction, one),
      );
      return answer(page satisfies models.ListResourceBenefitGrant);
    },
  },
];
