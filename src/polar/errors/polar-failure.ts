import { PolarClientError } from '@polar-sh/sdk';

/** One thing Polar did not like about a request: where, and what kind. Its text and the value are left out. */
export interface PolarIssue {
  location: string;
  type: string;
}

/** What Polar said when it refused a request. */
export interface PolarFailure {
  status: number;
  /** Polar's own name of the error, such as `ResourceNotFound`; `null` where it gives none. */
  name: string | null;
  issues: PolarIssue[];
}

// The SDK parses the body of statuses it declares and hands the rest over as text.
function parseBody(error: unknown): unknown {
  if (typeof error !== 'string') return error;
  try {
    return JSON.parse(error);
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function toIssue(issue: unknown): PolarIssue[] {
  if (!isObject(issue)) return [];
  const location = Array.isArray(issue.loc) ? issue.loc.join('.') : '';
  return [{ location, type: String(issue.type) }];
}

/** Reads a refusal; `null` for errors that are none (no answer, or a broken one). */
export function toPolarFailure(error: unknown): PolarFailure | null {
  if (!(error instanceof PolarClientError)) return null;
  const body = parseBody(error.error);
  const name = isObject(body) && typeof body.error === 'string' ? body.error : null;
  const issues = isObject(body) && Array.isArray(body.detail) ? body.detail.flatMap(toIssue) : [];
  return { status: error.statusCode, name, issues };
}
