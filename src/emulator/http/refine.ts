import { PythonDecimal } from '../money/decimal.ts';
import type { Issue } from './errors.ts';
import { refused, type Schema } from './schema.ts';

/** What a refinement finds wrong: pydantic's type (`value_error` unless said) and sentence. */
export interface Flaw {
  msg: string;
  type?: string;
  ctx?: NonNullable<Issue['ctx']>;
}

/** Reads a value by a schema, then checks it as a whole; the check returns what is wrong, or `null`. */
export function refined<T>(
  schema: Schema<T>,
  check: (value: T) => Flaw | null,
  at: readonly (string | number)[] = [],
): Schema<T> {
  return {
    ...schema,
    read(input, location, issues) {
      const value = schema.read(input, location, issues);
      const flaw = value === refused ? null : check(value);
      if (flaw === null) return value;
      issues.push({ type: 'value_error', loc: [...location, ...at], input, ...flaw });
      return refused;
    },
  };
}

/** Reads a value by a schema and makes another of it. */
export function mapped<T, R>(schema: Schema<T>, toResult: (value: T) => R): Schema<R> {
  return {
    ...(schema.absent === undefined ? {} : { absent: { value: toResult(schema.absent.value) } }),
    read(input, location, issues) {
      const value = schema.read(input, location, issues);
      return value === refused ? refused : toResult(value);
    },
  };
}

/** An object whose absent fields, read as `undefined`, are left out: it can be spread over what is there. */
export function sparse<T extends object>(
  schema: Schema<T>,
): Schema<{ [Key in keyof T]?: Exclude<T[Key], undefined> }> {
  type Result = { [Key in keyof T]?: Exclude<T[Key], undefined> };
  return mapped(
    schema,
    (value) => Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Result,
  );
}

/** A text that is read as `null` when it is empty. */
export function emptyIsNull(schema: Schema<string>): Schema<string | null> {
  return {
    read: (input, location, issues) => (input === '' ? null : schema.read(input, location, issues)),
  };
}

/** A text without the blanks around it. */
export function trimmed(schema: Schema<string>): Schema<string> {
  return {
    read: (input, location, issues) =>
      schema.read(typeof input === 'string' ? input.trim() : input, location, issues),
  };
}

/** One of several objects, told apart by a field. Issues name the kind in their location, as pydantic's do. */
export function tagged<Shapes extends Readonly<Record<string, Schema<unknown>>>>(
  discriminator: string,
  shapes: Shapes,
): Schema<Shapes[keyof Shapes] extends Schema<infer T> ? T : never> {
  type Result = Shapes[keyof Shapes] extends Schema<infer T> ? T : never;
  const expected_tags = Object.keys(shapes)
    .map((tag) => `'${tag}'`)
    .join(', ');
  return {
    read(input, location, issues) {
      if (typeof input !== 'object' || input === null || Array.isArray(input)) {
        const msg = 'Input should be a valid dictionary or object to extract fields from';
        issues.push({ type: 'model_attributes_type', loc: [...location], msg, input });
        return refused;
      }
      const tag = Object.hasOwn(input, discriminator) ? Reflect.get(input, discriminator) : undefined;
      const shape = typeof tag === 'string' && Object.hasOwn(shapes, tag) ? shapes[tag] : undefined;
      if (shape !== undefined && typeof tag === 'string') {
        // The shape of a tag reads one of the results that the table's type lists.
        return shape.read(input, [...location, tag], issues) as Result | typeof refused;
      }
      const name = `'${discriminator}'`;
      const shown = typeof tag === 'string' ? tag : JSON.stringify(tag);
      issues.push(
        tag === undefined
          ? {
              type: 'union_tag_not_found',
              loc: [...location],
              msg: `Unable to extract tag using discriminator ${name}`,
              input,
              ctx: { discriminator: name },
            }
          : {
              type: 'union_tag_invalid',
              loc: [...location],
              msg: `Input tag '${shown}' found using ${name} does not match any of the expected tags: ${expected_tags}`,
              input,
              ctx: { discriminator: name, tag: shown, expected_tags },
            },
      );
      return refused;
    },
  };
}

/**
 * One of several things that no field tells apart: the first that fits. Where none does, the issues of all are noted, each
 * under the name of its kind, as pydantic does.
 */
export function union<Kinds extends Readonly<Record<string, Schema<unknown>>>>(
  kinds: Kinds,
): Schema<Kinds[keyof Kinds] extends Schema<infer T> ? T : never> {
  type Result = Kinds[keyof Kinds] extends Schema<infer T> ? T : never;
  return {
    read(input, location, issues) {
      const found: Issue[] = [];
      for (const [name, schema] of Object.entries(kinds)) {
        const own: Issue[] = [];
        const value = schema.read(input, [...location, name], own);
        // Whatever one of the kinds reads is one of the results that the table's type lists.
        if (value !== refused && own.length === 0) return value as Result;
        found.push(...own);
      }
      issues.push(...found);
      return refused;
    },
  };
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;

/** A decimal number, as text or as a number, of limited size; kept as plain text. */
export function decimal(limits: {
  positive?: boolean;
  max?: string;
  digits: number;
  places: number;
}): Schema<string> {
  const { positive = false, max, digits, places } = limits;
  function flawOf(value: InstanceType<typeof PythonDecimal>): Flaw | null {
    if (value.decimalPlaces() > places) {
      const msg = `Decimal input should have no more than ${places} decimal places`;
      return { type: 'decimal_max_places', msg, ctx: { decimal_places: places } };
    }
    const whole = digits - places;
    if (value.abs().trunc().toFixed().length > whole && !value.abs().lt(1)) {
      const msg = `Decimal input should have no more than ${whole} digits before the decimal point`;
      return { type: 'decimal_whole_digits', msg, ctx: { whole_digits: whole } };
    }
    if (positive ? value.lte(0) : value.lt(0)) {
      return positive
        ? { type: 'greater_than', msg: 'Input should be greater than 0', ctx: { gt: 0 } }
        : {
            type: 'greater_than_equal',
            msg: 'Input should be greater than or equal to 0',
            ctx: { ge: 0 },
          };
    }
    if (max === undefined || value.lte(max)) return null;
    return { type: 'less_than_equal', msg: `Input should be less than or equal to ${max}`, ctx: { le: max } };
  }
  return {
    read(input, location, issues) {
      const issue = (type: string, msg: string, ctx?: Issue['ctx']): typeof refused => {
        issues.push({ type, loc: [...location], msg, input, ...(ctx === undefined ? {} : { ctx }) });
        return refused;
      };
      if (typeof input !== 'string' && typeof input !== 'number') {
        return issue('decimal_type', 'Decimal input should be an integer, float, string or Decimal object');
      }
      const written = String(input).trim();
      if (!DECIMAL.test(written)) return issue('decimal_parsing', 'Input should be a valid decimal');
      const value = new PythonDecimal(written);
      const flaw = flawOf(value);
      return flaw === null ? value.toFixed() : issue(flaw.type ?? 'value_error', flaw.msg, flaw.ctx);
    },
  };
}
