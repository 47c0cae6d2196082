import { createAuthClient } from 'better-auth/client';
import { organizationClient } from 'better-auth/client/plugins';
import { accessControl, organizationRoles } from '../../auth/roles.ts';

/** Better Auth's own client, for what people do; who is signed in is asked of `/api/session` in one answer. */
export const authClient = createAuthClient({
  plugins: [organizationClient({ ac: accessControl, roles: organizationRoles })],
});

/** How Better Auth's client says that something went wrong. */
interface AuthFailure {
  code?: string | undefined;
  message?: string | undefined;
  status: number;
}

const SENTENCES: Readonly<Record<string, string>> = {
  INVALID_EMAIL_OR_PASSWORD: 'E-mail address or password is wrong.',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'There is an account with this e-mail address. Sign in instead.',
  PASSWORD_TOO_SHORT: 'The password needs at least 8 characters.',
  PASSWORD_TOO_LONG: 'The password may have 128 characters at most.',
  INVALID_EMAIL: 'This is not an e-mail address.',
};

/** What a person is told of a failure; they can act on it. */
export function sentenceFor({ code, message, status }: AuthFailure): string {
  if (status === 429) return 'Too many attempts. Wait ten seconds, then try again.';
  const known = SENTENCES[code ?? ''];
  if (known !== undefined) return known;
  // Refusals of the organization plugin are sentences already; anything else says nothing to a person.
  return status >= 400 && status < 500 && message
    ? `${message.replace(/\.$/, '')}.`
    : 'TenderTrack cannot be reached. Try again.';
}

/** An answer of the client as what went wrong; `null` when nothing did. A network that fails is a failure like others. */
export async function failureOf(asking: Promise<{ error: AuthFailure | null }>): Promise<string | null> {
  try {
    const { error } = await asking;
    return error === null ? null : sentenceFor(error);
  } catch {
    return sentenceFor({ status: 0 });
  }
}
