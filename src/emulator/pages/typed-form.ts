import type { Context } from 'hono';

/** What was typed into a form, by the fields' names; nothing where the body is no form. */
export async function typedIn(context: Context): Promise<Readonly<Record<string, string>>> {
  const type = context.req.header('content-type') ?? '';
  // The pages' own forms are written so. Parts, which browsers use for files, throw where they are cut off.
  if (!type.startsWith('application/x-www-form-urlencoded')) return {};
  return Object.fromEntries(new URLSearchParams(await context.req.text()));
}
