import type { Method, Operation } from './operations.ts';

/** What a request leads to. */
export type Match =
  | { kind: 'operation'; operation: Operation; path: Readonly<Record<string, string>> }
  /** The path is known, the method is not; `allow` is what the first operation of the path takes. */
  | { kind: 'other_method'; allow: Method }
  /** The same path with or without its last slash is known. */
  | { kind: 'other_path'; path: string }
  | { kind: 'unknown' };

interface Pattern {
  operation: Operation;
  /** The path's segments; `null` stands for any that is not empty. */
  segments: readonly (string | null)[];
  names: readonly string[];
}

function toPattern(operation: Operation): Pattern {
  const segments = operation.path.split('/').map((one) => (one.startsWith('{') ? null : one));
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return { operation, segments, names };
}

// An operation with fewer parameters names something in particular: it goes first.
function bySpecificity(left: Pattern, right: Pattern): number {
  return left.names.length - right.names.length;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // Polar's server keeps what is no escape and puts U+FFFD for what is no UTF-8: neither is ever an id.
    return segment;
  }
}

/** Finds operations by path and method, as the framework of Polar's server does. */
export class Router {
  readonly #patterns: readonly Pattern[];

  constructor(operations: readonly Operation[]) {
    this.#patterns = operations.map(toPattern).sort(bySpecificity);
  }

  /** @param path as it was sent, escapes and all. */
  match(method: string, path: string): Match {
    const fitting = this.#fitting(path);
    const found = fitting.find(({ operation }) => operation.method === method);
    if (found !== undefined) {
      const values = path.split('/').filter((_, index) => found.segments[index] === null);
      const entries = found.names.map((name, index) => [name, decode(values[index] ?? '')]);
      return { kind: 'operation', operation: found.operation, path: Object.fromEntries(entries) };
    }
    if (fitting[0] !== undefined) return { kind: 'other_method', allow: fitting[0].operation.method };
    const other = path.endsWith('/') ? path.replace(/\/+$/, '') : `${path}/`;
    return this.#fitting(other).length > 0 ? { kind: 'other_path', path: other } : { kind: 'unknown' };
  }

  #fitting(path: string): Pattern[] {
    const segments = path.split('/');
    return this.#patterns.filter(
      (pattern) =>
        pattern.segments.length === segments.length &&
        pattern.segments.every((one, index) =>
          one === null ? segments[index] !== '' : one === segments[index],
        ),
    );
  }
}
