import type { ActingPerson } from '../ports/index.ts';
import type { Caller } from '../server-context.ts';

/** The caller as the provider has to know them. From the session, never from a request. */
export function personOf({ session: { userId, userName, userEmail } }: Caller): ActingPerson['person'] {
  return { userId, name: userName, email: userEmail };
}
