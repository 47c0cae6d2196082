import type { models } from '@polar-sh/sdk/2026-10';
import { unacceptable } from '../http/errors.ts';
import { withoutAlias } from '../state/email-alias.ts';
import type { CustomerRow } from '../state/rows.ts';
import type { Transaction } from '../state/transaction.ts';
import { emit } from '../webhooks/emit.ts';
import { toCustomer, toCustomerState } from '../wire/customer.ts';
import { organizationOf } from './organization.ts';
import { adoptEvents } from './usage.ts';

/** What a customer is made of. */
export interface NewCustomer {
  type: models.CustomerType;
  email: string | null;
  name: string | null;
  externalId: string | null;
  billingName: string | null;
  billingAddress: models.Address | null;
  taxId: string | null;
  locale: string | null;
  metadata: models.MetadataOutputType;
  owner: { email: string; name: string | null; external_id: string | null } | null;
}

/** The customer with an external id, if there is one. */
export function findByExternalId(transaction: Transaction, externalId: string): CustomerRow | undefined {
  return transaction.firstBy('customers', 'external_id', externalId);
}

/** The customer with an email address, in whatever case, if there is one. */
export function findByEmail(transaction: Transaction, email: string): CustomerRow | undefined {
  return transaction.firstBy('customers', 'email', email.toLowerCase());
}

/** The ids of all customers that are the same person: those with the same email address, whatever its alias. */
export function samePerson(
  transaction: Transaction,
  { id, email }: { id: string | null; email: string | null },
): string[] {
  const twins = email === null ? [] : transaction.by('customers', 'person', withoutAlias(email));
  return [...new Set([...(id === null ? [] : [id]), ...twins.map((one) => one.id)])];
}

/** Refuses an email address or an external id that another customer has. */
export function assertUnique(
  transaction: Transaction,
  input: { email?: string | null | undefined; externalId?: string | null | undefined },
  exceptId?: string,
): void {
  const { email, externalId } = input;
  const other = email == null ? undefined : findByEmail(transaction, email);
  if (other !== undefined && other.id !== exceptId) {
    throw unacceptable(['body', 'email'], 'A customer with this email address already exists.', email);
  }
  const twin = externalId == null ? undefined : findByExternalId(transaction, externalId);
  if (twin !== undefined && twin.id !== exceptId) {
    throw unacceptable(
      ['body', 'external_id'],
      'A customer with this external ID already exists.',
      externalId,
    );
  }
}

/** Makes a customer with its owner member and tells of both. */
export function createCustomer(transaction: Transaction, input: NewCustomer): CustomerRow {
  assertUnique(transaction, { email: input.email, externalId: input.externalId });
  const created_at = transaction.stamp();
  const row = transaction.put('customers', {
    id: transaction.newId(),
    created_at,
    modified_at: null,
    metadata: input.metadata,
    external_id: input.externalId,
    email: input.email,
    email_verified: false,
    type: input.type,
    name: input.name,
    billing_name: input.billingName,
    billing_address: input.billingAddress,
    tax_id: input.taxId === null ? null : [input.taxId, 'unknown'],
    locale: input.locale,
    organization_id: organizationOf(transaction).id,
    default_payment_method_id: null,
    deleted_at: null,
    first_user_event_at: null,
    avatar_url: null,
    balances: {},
    short_id: transaction.bytes().toString('hex').slice(0, 8).toUpperCase(),
    next_invoice: 1,
  });
  emit(transaction, 'customer.created', () => toCustomer(row));
  adoptEvents(transaction, row);
  const owner =
    input.owner ?? (row.email === null ? null : { email: row.email, name: row.name, external_id: null });
  if (owner !== null) createMember(transaction, row.id, { ...owner, role: 'owner' });
  const made = transaction.need('customers', row.id);
  emit(transaction, 'customer.state_changed', () => toCustomerState(transaction, made));
  return made;
}

/** Adds a member to a customer and tells of it. */
export function createMember(
  transaction: Transaction,
  customerId: string,
  input: Pick<models.Member, 'email' | 'name' | 'external_id' | 'role'>,
): models.Member {
  const member = transaction.put('members', {
    id: transaction.newId(),
    created_at: transaction.stamp(),
    modified_at: null,
    customer_id: customerId,
    ...input,
  });
  emit(transaction, 'member.created', () => member);
  return member;
}

/** Writes a customer under a new `modified_at` and tells of it. */
export function saveCustomer(transaction: Transaction, row: CustomerRow): CustomerRow {
  const isNamed = transaction.get('customers', row.id)?.external_id !== row.external_id;
  transaction.put('customers', { ...row, modified_at: transaction.stamp() });
  if (isNamed) adoptEvents(transaction, row);
  const saved = transaction.need('customers', row.id);
  emit(transaction, 'customer.updated', () => toCustomer(saved));
  return saved;
}
