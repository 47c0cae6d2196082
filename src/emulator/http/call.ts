import type { Transaction } from '../state/transaction.ts';
import type { AnswerOf, OperationName } from './contract.ts';
import { type Issue, invalidRequest } from './errors.ts';
import type { Method } from './operations.ts';
import type { Principal } from './principal.ts';
import { parseBody, type RequestBody } from './read-body.ts';
import { refused, type Schema } from './schema.ts';

export { answer, type EmptyAnswer, type JsonAnswer } from './answer.ts';
export type { AnswerOf, OperationName, ReturnOf } from './contract.ts';

/** One request to an operation, inside its transaction. */
export interface Call {
  transaction: Transaction;
  /** Who calls; see `customerOf` and its like in principal.ts. */
  principal: Principal;
  /** The path's parameters, decoded. */
  path: Readonly<Record<string, string>>;
  query: URLSearchParams;
  body: RequestBody;
  /** The API version the caller asked for. */
  version: string;
}

/** An operation of the API: its name in the SDK's words, its route, and what it does. operations.ts says who may call it. */
interface RouteOf<Name extends OperationName> {
  operation: Name;
  method: Method;
  /** As the SDK writes it: `/v1/orders/{id}`. */
  path: string;
  /** Whether what it changes is thrown away: it only wants to know what would happen. @default false */
  rehearsed?: boolean;
  /** What it gives is what the SDK says that its method returns: the compiler sees to that. */
  handle(call: Call): AnswerOf<Name>;
}

/** A route of any operation. */
export type Route = { [Name in OperationName]: RouteOf<Name> }[OperationName];

/**
 * Reads the body by a schema.
 *
 * @throws {PolarApiError} 422 with every issue, 400 for a body that cannot be read at all.
 */
export function readBody<T>(call: Call, schema: Schema<T>): T {
  return read(schema, parseBody(call.body), ['body']);
}

/**
 * Reads a value by a schema.
 *
 * @throws {PolarApiError} 422 with every issue.
 */
export function read<T>(schema: Schema<T>, input: unknown, location: readonly (string | number)[]): T {
  const issues: Issue[] = [];
  const value = schema.read(input, location, issues);
  if (value === refused || issues.length > 0) throw invalidRequest(issues);
  return value;
}

/**
 * Reads a body that is one of several shapes: the first that fits; where none does, the issues of the closest.
 *
 * @throws {PolarApiError} 422.
 */
export function readUnion<T>(call: Call, schemas: readonly Schema<T>[]): T {
  const input = parseBody(call.body);
  let closest: Issue[] | null = null;
  for (const schema of schemas) {
    const issues: Issue[] = [];
    const value = schema.read(input, ['body'], issues);
    if (value !== refused && issues.length === 0) return value;
    if (closest === null || issues.length < closest.length) closest = issues;
  }
  throw invalidRequest(closest ?? []);
}

/** A parameter of the path. */
export function pathParameter(call: Call, name: string): string {
  return call.path[name] ?? '';
}
