import type { Context } from 'hono';
import { PolarApiError } from '../http/errors.ts';
import { takeBody } from '../http/read-body.ts';

/**
 * Reads the body of a request to the control API; none is an empty object.
 *
 * @throws {PolarApiError} 400 for one that is no JSON, 415 for one that does not call itself JSON: a form on a page
 * elsewhere could send that.
 */
export async function readJson(context: Context): Promise<unknown> {
  const { text, isJson } = await takeBody(context.req.raw);
  if (text === '') return {};
  if (!isJson) {
    const detail = 'Send the body as JSON, with the header "Content-Type: application/json".';
    throw new PolarApiError(415, { error: 'UnsupportedMediaType', detail });
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new PolarApiError(400, { error: 'BadRequest', detail: 'The body is not JSON.' });
  }
}
