import type { ZodError } from 'zod';
import {
  type AuditFilterInput,
  type CommandName,
  type OperationInput,
  type OperationName,
  operations,
  type QueryName,
} from '../../contract/index.ts';
import { auditFilterSchema, operationInputs } from '../../contract/schemas/index.ts';
import { BillingError } from '../../core/index.ts';
import { type ReadRefusal, readLimited } from './read-limited.ts';

/** The largest command there is fits in this many times over. */
const MAX_COMMAND_BYTES = 64 * 1024;

const REFUSALS: Readonly<Record<ReadRefusal, string>> = {
  too_large: 'The request is too large.',
  too_slow: 'The request took too long to arrive. Try again.',
  broken_off: 'The request was broken off. Try again.',
};

/**
 * Reads and checks the input of an operation: flat search parameters of a query, JSON of a command.
 *
 * @throws {BillingError} `invalid_request` — with the field when one is at fault.
 */
export async function readInput<Name extends OperationName>(
  name: Name,
  request: Request,
): Promise<OperationInput<Name>> {
  const raw = operations[name].kind === 'query' ? readSearch(request) : await readJson(request);
  const result = operationInputs[name].safeParse(raw);
  // The schema of this very operation has just said so; a union of all schemas cannot.
  if (result.success) return result.data as OperationInput<Name>;
  throw misshapen(result.error);
}

/**
 * Reads and checks which entries of the audit log are to be exported.
 *
 * @throws {BillingError} `invalid_request` — with the field at fault.
 */
export function readAuditFilter(request: Request): AuditFilterInput {
  const result = auditFilterSchema.safeParse(readSearch(request));
  if (result.success) return result.data;
  throw misshapen(result.error);
}

function misshapen(error: ZodError): BillingError {
  const issue = error.issues[0];
  const field = issue?.path.join('.') || undefined;
  return new BillingError('invalid_request', {
    message: field === undefined ? 'The request has the wrong shape.' : `Check "${field}": ${issue?.message}`,
    field,
    cause: error,
  });
}

/**
 * The key of a command's intent.
 *
 * @throws {BillingError} `invalid_request` — it is missing or malformed.
 */
export function readIdempotencyKey(request: Request): string {
  const key = request.headers.get('idempotency-key') ?? '';
  if (/^[\x21-\x7e]{8,200}$/.test(key)) return key;
  throw new BillingError('invalid_request', {
    message: 'Send an Idempotency-Key header of 8 to 200 visible ASCII characters with every command.',
  });
}

function readSearch(request: Request): Record<string, string> {
  const search = new URL(request.url).searchParams;
  const names = [...search.keys()];
  const doubled = names.find((name, index) => names.indexOf(name) !== index);
  if (doubled !== undefined) {
    throw new BillingError('invalid_request', { message: `Give "${doubled}" once.`, field: doubled });
  }
  return Object.fromEntries(search);
}

async function readJson(request: Request): Promise<unknown> {
  const body = await readLimited(request, { maxBytes: MAX_COMMAND_BYTES });
  if (typeof body === 'string') throw new BillingError('invalid_request', { message: REFUSALS[body] });
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (cause) {
    throw new BillingError('invalid_request', { message: 'The request is not valid JSON.', cause });
  }
}

/** A name that is a query's. */
export function isQuery(name: OperationName): name is QueryName {
  return operations[name].kind === 'query';
}

/** A name that is a command's. */
export function isCommand(name: OperationName): name is CommandName {
  return operations[name].kind === 'command';
}
