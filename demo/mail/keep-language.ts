import { eq } from 'drizzle-orm';
import { MAIL_LANGUAGES } from 'floe-billing/emails';
import type { BillingDatabase } from 'floe-billing/postgres';
import type { Auth } from '../auth/create-auth.ts';
import { user } from '../auth/schema.ts';

/** Keeps the language whoever is signed in wants their mails in; answers with the status of that. */
export async function keepLanguage(
  headers: Headers,
  language: unknown,
  auth: Auth,
  { db }: Pick<BillingDatabase, 'db'>,
): Promise<204 | 400 | 401> {
  const person = (await auth.api.getSession({ headers }))?.user;
  if (person === undefined) return 401;
  if (typeof language !== 'string' || !Object.hasOwn(MAIL_LANGUAGES, language)) return 400;
  await db.update(user).set({ locale: language }).where(eq(user.id, person.id));
  return 204;
}
