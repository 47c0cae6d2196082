import type { models } from '@polar-sh/sdk/2026-10';
import type { CsvAnswer } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { type Cell, toCsv } from '../http/csv.ts';
import { matches } from '../http/lists.ts';
import type { CustomerRow } from '../state/rows.ts';

const HEADER = [
  'ID',
  'External ID',
  'Created At',
  'Email',
  'Name',
  'Tax ID',
  'Billing Address Line 1',
  'Billing Address Line 2',
  'Billing Address City',
  'Billing Address State',
  'Billing Address Zip',
  'Billing Address Country',
  'Metadata',
];

// Python writes JSON with spaces and in ASCII.
function toPythonJson(metadata: models.MetadataOutputType): string | null {
  const entries = Object.entries(metadata);
  if (entries.length === 0) return null;
  const ascii = (value: unknown) =>
    JSON.stringify(value).replaceAll(
      /[\u0080-\uffff]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  return `{${entries.map(([key, value]) => `${ascii(key)}: ${ascii(value)}`).join(', ')}}`;
}

function toRow({ billing_address: address, tax_id, ...customer }: CustomerRow): Cell[] {
  return [
    customer.id,
    customer.external_id,
    customer.created_at.replace('Z', '+00:00'),
    customer.email,
    customer.name,
    // A tuple, as Python writes it.
    tax_id === null ? null : `(${tax_id.map((part) => `'${String(part)}'`).join(', ')})`,
    address?.line1 ?? null,
    address?.line2 ?? null,
    address?.city ?? null,
    address?.state ?? null,
    address?.postal_code ?? null,
    address?.country ?? null,
    toPythonJson(customer.metadata),
  ];
}

/** `/v1/customers/export`: customers as a table. @see Polar's `server/polar/customer/endpoints.py`, `export` */
export function exportCustomers(call: Call): CsvAnswer {
  const rows = call.transaction.where(
    'customers',
    (one) => one.deleted_at === null && matches(call, 'organization_id', one.organization_id),
  );
  return { status: 200, csv: toCsv([HEADER, ...rows.map(toRow)]), filename: 'polar-customers.csv' };
}
