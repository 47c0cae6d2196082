/** Where the billing API is when nobody says otherwise. */
const DEFAULT_BASE_PATH = '/api/billing';

/** A base path with one slash before it and none after; empty for the root. */
export function normalizeBasePath(basePath: string = DEFAULT_BASE_PATH): string {
  const trimmed = basePath.replace(/^\/+|\/+$/g, '');
  return trimmed === '' ? '' : `/${trimmed}`;
}
