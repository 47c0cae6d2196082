import { readInstant } from '../time/instant.ts';
import { type Issue, invalidRequest } from './errors.ts';
import type { Operation } from './operations.ts';
import { type QueryParameter, queryParameters } from './query-parameters.ts';
import { instant, oneOf, uuid } from './schema.ts';
import { readUuid } from './uuid.ts';

const TRUE = ['1', 'on', 't', 'true', 'y', 'yes'];
const FALSE = ['0', 'off', 'f', 'false', 'n', 'no'];

/** Reads a flag as pydantic does; `null` when it is none. */
export function readFlag(text: string): boolean | null {
  const lower = text.toLowerCase();
  if (TRUE.includes(lower)) return true;
  return FALSE.includes(lower) ? false : null;
}

function issue(type: string, msg: string, input: string, ctx?: Record<string, unknown>): Omit<Issue, 'loc'> {
  return { type, msg, input, ...(ctx === undefined ? {} : { ctx }) };
}

function checkInteger(text: string, isZeroAllowed: boolean): Omit<Issue, 'loc'> | null {
  if (!/^\s*[+-]?\d+(\.0+)?\s*$/.test(text)) {
    const msg = 'Input should be a valid integer, unable to parse string as an integer';
    return issue('int_parsing', msg, text);
  }
  if (Number(text) > 0 || (isZeroAllowed && Number(text) === 0)) return null;
  if (isZeroAllowed) {
    return issue('greater_than_equal', 'Input should be greater than or equal to 0', text, { ge: 0 });
  }
  return issue('greater_than', 'Input should be greater than 0', text, { gt: 0 });
}

function checkDate(text: string): Omit<Issue, 'loc'> | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && readInstant(text) !== null) return null;
  const error = text.length < 10 ? 'input is too short' : 'invalid character in year';
  const msg = `Input should be a valid date or datetime, ${error}`;
  return issue('date_from_datetime_parsing', msg, text, { error });
}

function check({ name, kind, values = [] }: QueryParameter, text: string): Omit<Issue, 'loc'> | null {
  // Pages and limits begin with one; how deep to go begins with nothing.
  if (kind === 'integer') return checkInteger(text, name === 'depth');
  if (kind === 'date') return checkDate(text);
  if (kind === 'boolean') {
    const msg = 'Input should be a valid boolean, unable to interpret input';
    return readFlag(text) === null ? issue('bool_parsing', msg, text) : null;
  }
  const schema = { uuid: uuid(), instant: instant(), enum: oneOf(values), text: null, metadata: null }[kind];
  const issues: Issue[] = [];
  schema?.read(text, [], issues);
  return issues[0] ?? null;
}

/**
 * Checks a query by the operation's parameters; what the operation does not know is passed over.
 *
 * @returns the query with its ids spelled as the emulator spells them.
 * @throws {PolarApiError} 422 with every value that cannot be one.
 */
export function readQuery(operation: Operation, query: URLSearchParams): URLSearchParams {
  const issues: Issue[] = [];
  for (const parameter of queryParameters[operation.name] ?? []) {
    const { name, kind, isRequired = false } = parameter;
    const given = query.getAll(name);
    if (given.length === 0 && isRequired) {
      issues.push({ type: 'missing', loc: ['query', name], msg: 'Field required', input: null });
    }
    for (const [index, text] of given.entries()) {
      const found = check(parameter, text);
      if (found !== null)
        issues.push({ ...found, loc: ['query', name, ...(given.length > 1 ? [index] : [])] });
    }
    if (kind === 'uuid') {
      query.delete(name);
      for (const text of given) query.append(name, spellUuid(text));
    }
  }
  if (issues.length > 0) throw invalidRequest(issues);
  return query;
}

function spellUuid(text: string): string {
  const read = readUuid(text);
  return 'uuid' in read ? read.uuid : text;
}
