import { readInstant, toIso } from '../time/instant.ts';
import type { Issue } from './errors.ts';
import { readUuid } from './uuid.ts';

/** Stands for a value that was refused; its issues were noted. */
export const refused: unique symbol = Symbol('refused');

type Location = readonly (string | number)[];

/** Reads an unknown value as a `T`, noting issues in pydantic's words. */
export interface Schema<T> {
  read(input: unknown, location: Location, issues: Issue[]): T | typeof refused;
  /** What an absent field reads as; without it the field is required. */
  readonly absent?: { value: T };
}

/** What a schema reads. */
export type Read<S> = S extends Schema<infer T> ? T : never;

function refuse(
  issues: Issue[],
  location: Location,
  type: string,
  msg: string,
  input: unknown,
  ctx?: Issue['ctx'],
): typeof refused {
  issues.push({ type, loc: [...location], msg, input, ...(ctx === undefined ? {} : { ctx }) });
  return refused;
}

/** Half of a character beyond U+FFFF: JSON can write it, no text can hold it. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** A string of limited length. */
export function text(limits: { min?: number; max?: number } = {}): Schema<string> {
  const { min = 0, max = 10_000 } = limits;
  return {
    read(input, location, issues) {
      if (typeof input !== 'string') {
        return refuse(issues, location, 'string_type', 'Input should be a valid string', input);
      }
      if (LONE_SURROGATE.test(input)) {
        const msg = 'Input should be a valid string, unable to parse raw data as a unicode string';
        return refuse(issues, location, 'string_unicode', msg, input);
      }
      if (input.length < min) {
        const msg = `String should have at least ${min} character${min === 1 ? '' : 's'}`;
        return refuse(issues, location, 'string_too_short', msg, input, { min_length: min });
      }
      if (input.length > max) {
        const msg = `String should have at most ${max} character${max === 1 ? '' : 's'}`;
        return refuse(issues, location, 'string_too_long', msg, input, { max_length: max });
      }
      return input;
    },
  };
}

function matching(
  pattern: RegExp,
  type: string,
  msg: string,
  normalize = (value: string) => value,
): Schema<string> {
  return {
    read(input, location, issues) {
      if (typeof input !== 'string' || !pattern.test(input))
        return refuse(issues, location, type, msg, input);
      return normalize(input);
    },
  };
}

/** A UUID, in lower case with hyphens. */
export function uuid(): Schema<string> {
  return {
    read(input, location, issues) {
      if (typeof input !== 'string') {
        const msg = 'UUID input should be a string, bytes or UUID object';
        return refuse(issues, location, 'uuid_type', msg, input);
      }
      const read = readUuid(input);
      if ('uuid' in read) return read.uuid;
      const msg = `Input should be a valid UUID, ${read.error}`;
      return refuse(issues, location, 'uuid_parsing', msg, input, { error: read.error });
    },
  };
}

/** An email address. */
export function email(): Schema<string> {
  return matching(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'value_error', 'value is not a valid email address');
}

/** An http or https URL. */
export function url(): Schema<string> {
  return {
    read(input, location, issues) {
      // Placeholders like {CHECKOUT_ID} must survive as they were written, so the text itself is kept.
      if (typeof input === 'string' && URL.canParse(input) && /^https?:$/.test(new URL(input).protocol))
        return input;
      return refuse(issues, location, 'url_parsing', 'Input should be a valid URL', input);
    },
  };
}

/** An instant as ISO 8601 text, or a date, which is its first instant; kept as Polar writes instants, in UTC. */
export function instant(): Schema<string> {
  return {
    read(input, location, issues) {
      if (typeof input !== 'string') {
        return refuse(issues, location, 'datetime_type', 'Input should be a valid datetime', input);
      }
      const read = readInstant(input);
      if (read !== null) return toIso(read);
      const reason = input.length < 10 ? 'input is too short' : 'invalid character in year';
      const msg = `Input should be a valid datetime or date, ${reason}`;
      return refuse(issues, location, 'datetime_from_date_parsing', msg, input, { error: reason });
    },
  };
}

/** A whole number. */
export function integer(limits: { min?: number; max?: number } = {}): Schema<number> {
  const { min = Number.MIN_SAFE_INTEGER, max = 99_999_999 } = limits;
  return {
    read(input, location, issues) {
      if (typeof input !== 'number' || !Number.isInteger(input)) {
        return refuse(issues, location, 'int_type', 'Input should be a valid integer', input);
      }
      if (input < min) {
        const msg = `Input should be greater than or equal to ${min}`;
        return refuse(issues, location, 'greater_than_equal', msg, input, { ge: min });
      }
      if (input > max) {
        const msg = `Input should be less than or equal to ${max}`;
        return refuse(issues, location, 'less_than_equal', msg, input, { le: max });
      }
      return input;
    },
  };
}

/** `true` or `false`. */
export function flag(): Schema<boolean> {
  return {
    read(input, location, issues) {
      if (typeof input === 'boolean') return input;
      return refuse(issues, location, 'bool_type', 'Input should be a valid boolean', input);
    },
  };
}

/** One of a closed list. */
export function oneOf<const T extends string | boolean>(values: readonly T[]): Schema<T> {
  return {
    read(input, location, issues) {
      const found = values.find((value) => value === input);
      if (found !== undefined) return found;
      const names = values.map((value) => `'${value}'`);
      const expected = `${names.slice(0, -1).join(', ')}${names.length > 1 ? ' or ' : ''}${names.at(-1)}`;
      return refuse(issues, location, 'enum', `Input should be ${expected}`, input, { expected });
    },
  };
}

/** A list. */
export function list<T>(item: Schema<T>, limits: { min?: number } = {}): Schema<T[]> {
  return {
    read(input, location, issues) {
      if (!Array.isArray(input))
        return refuse(issues, location, 'list_type', 'Input should be a valid list', input);
      if (input.length < (limits.min ?? 0)) {
        const msg = `List should have at least ${limits.min} item after validation, not ${input.length}`;
        return refuse(issues, location, 'too_short', msg, input);
      }
      const items: T[] = [];
      for (const [index, one] of input.entries()) {
        const value = item.read(one, [...location, index], issues);
        if (value === refused) continue;
        items.push(value);
      }
      return items.length === input.length ? items : refused;
    },
  };
}

/** A value or `null`. */
export function nullable<T>(schema: Schema<T>): Schema<T | null> {
  return {
    read: (input, location, issues) => (input === null ? null : schema.read(input, location, issues)),
  };
}

/** A field that may be absent, and then reads as `value`. */
export function optional<T, D>(schema: Schema<T>, value: D): Schema<T | D> {
  return { read: (input, location, issues) => schema.read(input, location, issues), absent: { value } };
}

/** A field that may be absent or `null`, both of which read as `null`. */
export function maybe<T>(schema: Schema<T>): Schema<T | null> {
  return optional(nullable(schema), null);
}

/** A field of a PATCH: absent reads as `undefined`, `null` as `null`. */
export function patch<T>(schema: Schema<T>): Schema<T | null | undefined> {
  return optional(nullable(schema), undefined);
}

function isRecord(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

type Shape = Readonly<Record<string, Schema<unknown>>>;

/**
 * An object.
 *
 * @param extra what becomes of fields that are not in the shape: `ignore` drops them, `forbid` refuses them.
 */
export function object<S extends Shape>(
  shape: S,
  extra: 'ignore' | 'forbid' = 'ignore',
): Schema<{ [Key in keyof S]: Read<S[Key]> }> {
  type Result = { [Key in keyof S]: Read<S[Key]> };
  return {
    read(input, location, issues) {
      if (!isRecord(input)) {
        const msg = 'Input should be a valid dictionary or object to extract fields from';
        return refuse(issues, location, 'model_attributes_type', msg, input);
      }
      const before = issues.length;
      const result: Record<string, unknown> = {};
      for (const [name, schema] of Object.entries(shape)) {
        if (!Object.hasOwn(input, name)) {
          if (schema.absent === undefined)
            refuse(issues, [...location, name], 'missing', 'Field required', input);
          else result[name] = schema.absent.value;
          continue;
        }
        result[name] = schema.read(input[name], [...location, name], issues);
      }
      if (extra === 'forbid') {
        for (const name of Object.keys(input)) {
          if (Object.hasOwn(shape, name)) continue;
          refuse(
            issues,
            [...location, name],
            'extra_forbidden',
            'Extra inputs are not permitted',
            input[name],
          );
        }
      }
      // Every field was read by the schema of its name, or an issue stands against it.
      return issues.length > before ? refused : (result as Result);
    },
  };
}

/** Metadata: at most 50 keys of at most 40 characters; values are strings of at most 500, numbers or booleans. */
export function metadata(): Schema<Record<string, string | number | boolean>> {
  return {
    read(input, location, issues) {
      if (!isRecord(input))
        return refuse(issues, location, 'dict_type', 'Input should be a valid dictionary', input);
      if (Object.keys(input).length > 50) {
        return refuse(issues, location, 'too_long', 'Dictionary should have at most 50 items', input);
      }
      const before = issues.length;
      const entries: [string, string | number | boolean][] = [];
      for (const [key, value] of Object.entries(input)) {
        const at = [...location, key];
        if (text({ min: 1, max: 40 }).read(key, at, issues) === refused) continue;
        if (typeof value === 'boolean') entries.push([key, value]);
        else if (typeof value === 'number') {
          if (Number.isFinite(value)) entries.push([key, value]);
          else refuse(issues, at, 'finite_number', 'Input should be a finite number', String(value));
        } else {
          const read = text({ min: 1, max: 500 }).read(value, at, issues);
          if (read !== refused) entries.push([key, read]);
        }
      }
      // Made of entries, so that a key named __proto__ is a key like any other.
      return issues.length > before ? refused : Object.fromEntries(entries);
    },
  };
}

/** Nothing but `null`. */
export function nothing(): Schema<null> {
  return {
    read(input, location, issues) {
      if (input === null) return null;
      return refuse(issues, location, 'none_required', 'Input should be None', input);
    },
  };
}

/** An object of whatever fields. */
export function anyObject(): Schema<Record<string, unknown>> {
  return {
    read(input, location, issues) {
      if (isRecord(input)) return input;
      const msg = 'Input should be a valid dictionary or object to extract fields from';
      return refuse(issues, location, 'model_attributes_type', msg, input);
    },
  };
}
