import type { models } from '@polar-sh/sdk/2026-10';
import { anonymized } from '../engine/anonymize-customer.ts';
import { revokeCustomer } from '../engine/benefits.ts';
import { revoke } from '../engine/cancel.ts';
import { assertUnique, createCustomer, findByExternalId, saveCustomer } from '../engine/customers.ts';
import {
  answer,
  type Call,
  type EmptyAnswer,
  pathParameter,
  type Route,
  read,
  readBody,
} from '../http/call.ts';
import { resourceNotFound, unacceptable } from '../http/errors.ts';
import { matches, matchesMetadata, sortRows, toPage } from '../http/lists.ts';
import { email, maybe, metadata, object, oneOf, optional, patch, text, uuid } from '../http/schema.ts';
import type { CustomerRow } from '../state/rows.ts';
import { emit } from '../webhooks/emit.ts';
import { toCustomer, toCustomerState } from '../wire/customer.ts';
import { toPaymentMethod } from '../wire/payment.ts';
import { exportCustomers } from './customer-export.ts';
import { addressShape, noMetadata } from './shapes.ts';

const ownerShape = object({
  email: email(),
  name: maybe(text({ max: 256 })),
  external_id: maybe(text({ min: 1, max: 256 })),
});

const customerCreate = object({
  metadata: optional(metadata(), noMetadata),
  external_id: maybe(text({ min: 1, max: 256 })),
  name: maybe(text({ max: 256 })),
  billing_address: maybe(addressShape),
  tax_id: maybe(text({ max: 64 })),
  locale: maybe(text({ max: 20 })),
  owner: maybe(ownerShape),
  type: optional(oneOf(['individual', 'team']), 'individual' as const),
  email: maybe(email()),
});

const customerUpdate = object({
  metadata: optional(metadata(), undefined),
  external_id: patch(text({ min: 1, max: 256 })),
  email: patch(email()),
  name: patch(text({ max: 256 })),
  billing_address: patch(addressShape),
  tax_id: patch(text({ max: 64 })),
  locale: patch(text({ max: 20 })),
  type: patch(oneOf(['individual', 'team'])),
});

/** The customer that a path names by Polar's id. */
export function customerById(call: Call): CustomerRow {
  const customer = call.transaction.get('customers', read(uuid(), pathParameter(call, 'id'), ['path', 'id']));
  if (customer === undefined) throw resourceNotFound();
  return customer;
}

/** The customer that a path names by the merchant's id. */
export function customerByExternalId(call: Call): CustomerRow {
  const customer = findByExternalId(call.transaction, pathParameter(call, 'external_id'));
  if (customer === undefined) throw resourceNotFound();
  return customer;
}

function create(call: Call): CustomerRow {
  const body = readBody(call, customerCreate);
  if (body.type === 'individual' && body.email === null) {
    throw unacceptable(['body', 'email'], 'Email is required for individual customers.');
  }
  if (body.email === null && body.owner === null) {
    throw unacceptable(['body', 'owner'], 'An owner with an email is required when the team has no email.');
  }
  return createCustomer(call.transaction, {
    type: body.type,
    email: body.email,
    name: body.name,
    externalId: body.external_id,
    billingName: null,
    billingAddress: body.billing_address,
    taxId: body.tax_id,
    locale: body.locale,
    metadata: body.metadata,
    owner: body.owner,
  });
}

function update(call: Call, customer: CustomerRow): CustomerRow {
  const body = readBody(call, customerUpdate);
  if (
    customer.external_id !== null &&
    body.external_id !== undefined &&
    body.external_id !== customer.external_id
  ) {
    throw unacceptable(['body', 'external_id'], 'Customer external ID cannot be updated.', body.external_id);
  }
  const type = body.type ?? customer.type;
  if (customer.type === 'team' && type === 'individual') {
    throw unacceptable(['body', 'type'], 'A team customer cannot become an individual.', type);
  }
  assertUnique(call.transaction, { email: body.email, externalId: body.external_id }, customer.id);
  return saveCustomer(call.transaction, {
    ...customer,
    type,
    metadata: body.metadata ?? customer.metadata,
    external_id: body.external_id ?? customer.external_id,
    // An individual without an address of email would be unreachable; null leaves it as it is.
    email:
      body.email === undefined || (body.email === null && type === 'individual')
        ? customer.email
        : body.email,
    name: body.name === undefined ? customer.name : body.name,
    billing_address: body.billing_address === undefined ? customer.billing_address : body.billing_address,
    tax_id:
      body.tax_id === undefined ? customer.tax_id : body.tax_id === null ? null : [body.tax_id, 'unknown'],
    locale: body.locale === undefined ? customer.locale : body.locale,
  });
}

function remove(call: Call, customer: CustomerRow): EmptyAnswer {
  const { transaction } = call;
  const billable = transaction.where(
    'subscriptions',
    (one) => one.customer_id === customer.id && one.ended_at === null,
  );
  for (const subscription of billable) revoke(transaction, subscription, { reason: null, comment: null });
  revokeCustomer(transaction, customer.id);
  const isForgotten = call.query.get('anonymize') === 'true';
  const deleted = { ...(isForgotten ? anonymized(customer) : customer), deleted_at: transaction.now };
  emit(transaction, 'customer.deleted', () => toCustomer(deleted));
  // Orders and subscriptions keep showing who they were of, unless that is to be forgotten; only the names by which it was
  // found are given up.
  transaction.put('customers', { ...deleted, external_id: null, email: deletedEmail(customer) });
  return { status: 204 };
}

function deletedEmail(customer: CustomerRow): string {
  return `deleted-${customer.id}@example.invalid`;
}

function listPaymentMethods(call: Call, customer: CustomerRow) {
  const rows = call.transaction.where('payment_methods', (one) => one.customer_id === customer.id);
  const page = toPage(call, rows, (one) => toPaymentMethod(one, customer));
  return answer(page satisfies models.ListResourcePaymentMethod);
}

function visible(customer: CustomerRow): CustomerRow {
  if (customer.deleted_at !== null) throw resourceNotFound();
  return customer;
}

interface Twin {
  name: '' | 'External';
  path: string;
  find(call: Call): CustomerRow;
}

const twins: readonly Twin[] = [
  { name: '', path: '/v1/customers/{id}', find: (call) => visible(customerById(call)) },
  {
    name: 'External',
    path: '/v1/customers/external/{external_id}',
    find: (call) => visible(customerByExternalId(call)),
  },
];

// A customer may be named by Polar's id, and by the merchant's own.
const singleRoutes = twins.flatMap(({ name, path, find }): Route[] => [
  {
    operation: `customers.get${name}`,
    method: 'GET',
    path,
    handle: (call) => answer(toCustomer(find(call)) satisfies models.Customer),
  },
  {
    operation: `customers.update${name}`,
    method: 'PATCH',
    path,
    handle: (call) => answer(toCustomer(update(call, find(call))) satisfies models.Customer),
  },
  {
    operation: `customers.delete${name}`,
    method: 'DELETE',
    path,
    handle: (call) => remove(call, find(call)),
  },
  {
    operation: `customers.getState${name}`,
    method: 'GET',
    path: `${path}/state`,
    handle: (call) => answer(toCustomerState(call.transaction, find(call)) satisfies models.CustomerState),
  },
  {
    operation: `customers.listPaymentMethods${name}`,
    method: 'GET',
    path: `${path}/payment-methods`,
    handle: (call) => listPaymentMethods(call, find(call)),
  },
]);

/** `/v1/customers/`: who pays. */
export const customerRoutes: readonly Route[] = [
  {
    operation: 'customers.list',
    method: 'GET',
    path: '/v1/customers/',
    handle(call) {
      const query = call.query.get('query')?.toLowerCase() ?? '';
      const rows = call.transaction.where(
        'customers',
        (one) =>
          one.deleted_at === null &&
          matches(call, 'email', one.email) &&
          matchesMetadata(call, one.metadata) &&
          [one.email, one.name, one.external_id].some((value) => (value ?? '').toLowerCase().includes(query)),
      );
      const keys = {
        created_at: (one: CustomerRow) => one.created_at,
        email: (one: CustomerRow) => one.email,
        name: (one: CustomerRow) => one.name,
      };
      const page = toPage(call, sortRows(call, rows, keys, '-created_at'), toCustomer);
      return answer(page satisfies models.ListResourceCustomer);
    },
  },
  {
    operation: 'customers.create',
    method: 'POST',
    path: '/v1/customers/',
    handle: (call) => answer(toCustomer(create(call)) satisfies models.Customer, 201),
  },
  {
    operation: 'customers.export',
    method: 'GET',
    path: '/v1/customers/export',
    handle: exportCustomers,
  },
  ...singleRoutes,
];
