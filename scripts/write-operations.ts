import { writeFileSync } from 'node:fs';
import { queryKindOf } from './query-kind.ts';
import { readSdkOperations, type SdkOperation, type SdkParameter } from './sdk-operations.ts';

// Writes src/emulator/http/operations.ts and query-parameters.ts from the installed SDK: to be run after the SDK was
// updated.

const PUBLIC = [
  '/v1/checkouts/client/',
  '/v1/customer-portal/customers/me/email-update/check',
  '/v1/customer-portal/customers/me/email-update/verify',
  '/v1/customer-portal/license-keys/activate',
  '/v1/customer-portal/license-keys/deactivate',
  '/v1/customer-portal/license-keys/validate',
  '/v1/customer-portal/organizations/',
  '/v1/customer-seats/claim',
  '/v1/oauth2/',
];

/** The SDK does not tell whose token an operation takes; Polar's server does (its `auth.py` files). */
function credentialOf({ path }: SdkOperation): string {
  if (PUBLIC.some((prefix) => path.startsWith(prefix))) return 'none';
  return path.startsWith('/v1/customer-portal/') ? 'customer' : 'merchant';
}

const sdk = readSdkOperations();

const rows = sdk.map((operation) => ({
  name: operation.name,
  method: operation.method,
  path: operation.path,
  credential: credentialOf(operation),
  scopes: operation.scopes,
  errors: Object.keys(operation.errors).map(Number),
}));

function toLine(row: object): string {
  return JSON.stringify(row)
    .replaceAll('"', "'")
    .replaceAll(/'(\w+)':/g, '$1: ')
    .replaceAll(/,(?! )/g, ', ')
    .replaceAll(/^\{|\}$/g, (brace) => (brace === '{' ? '{ ' : ' }'));
}

const target = 'src/emulator/http/operations.ts';
writeFileSync(
  target,
  `// The table is made by scripts/write-operations.ts from the official SDK. Do not edit it by hand.

/** A method that Polar's API knows. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Whose token an operation takes: the organization's, a customer's (or its member's) session, or none at all. */
export type Credential = 'merchant' | 'customer' | 'none';

/** An operation of Polar's API. */
export interface Operation {
  /** As the SDK's user writes it: \`customerPortal.customers.addPaymentMethod\`. */
  name: string;
  method: Method;
  /** With its parameters: \`/v1/orders/{id}\`. */
  path: string;
  credential: Credential;
  /** Scopes of which the token needs one; empty where the SDK names none. */
  scopes: readonly string[];
  /** The statuses of the errors that the SDK declares. */
  errors: readonly number[];
}

/** Every operation of the official SDK. */
// biome-ignore format: one operation, one line
export const operations: readonly Operation[] = [
${rows.map((row) => `  ${toLine(row)},\n`).join('')}];
`,
);

function toParameter(parameter: SdkParameter): string {
  const { name, isRequired } = parameter;
  const kind = queryKindOf(parameter);
  const row = {
    name,
    kind: kind.kind,
    ...(kind.values === null ? {} : { values: kind.values }),
    ...(isRequired ? { isRequired } : {}),
  };
  return toLine(row);
}

writeFileSync(
  'src/emulator/http/query-parameters.ts',
  `// The table is made by scripts/write-operations.ts from the official SDK. Do not edit it by hand.

/** What a parameter of a query must be written as. */
export type QueryKind = 'text' | 'uuid' | 'integer' | 'boolean' | 'instant' | 'date' | 'enum' | 'metadata';

/** A parameter of a query. */
export interface QueryParameter {
  name: string;
  kind: QueryKind;
  /** The values that an \`enum\` has. */
  values?: readonly string[];
  /** @default false */
  isRequired?: boolean;
}

/** The parameters of the operations' queries, by the operations' names. */
// biome-ignore format: one parameter, one line
export const queryParameters: Readonly<Record<string, readonly QueryParameter[]>> = {
${sdk
  .filter(({ query }) => query.length > 0)
  .map(
    ({ name, query }) => `  '${name}': [\n${query.map((one) => `    ${toParameter(one)},\n`).join('')}  ],\n`,
  )
  .join('')}};
`,
);
