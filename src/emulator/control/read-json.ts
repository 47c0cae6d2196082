import type { Context } from 'hono';
import { PolarApiError } from '../http/errors.ts';

/**
 * Reads the body of a request to the control API; none is an empty object.
 *
 * @throws {PolarApiError} 400 for one that is no JSON.
 */
export async function readJson(context: Context): Promise<unknown> {
  const body = await context.req.text();
  try {
    return body === '' ? {} : JSON.parse(body);
  } catch {
    throw new PolarApiError(400, { error: 'BadRequest', detail: 'The body is not JSON.' });
  }
}
