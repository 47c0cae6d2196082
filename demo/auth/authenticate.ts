import { createBetterAuthAuthenticate, DEFAULT_MEMBERSHIP_ROLES } from 'floe-billing/better-auth';
import type { Authenticate } from 'floe-billing/server';
import type { Auth } from './create-auth.ts';

/** Tells the billing server who asks: the organization a person looks at owns the billing. */
export function authenticateWith(auth: Auth): Authenticate {
  return createBetterAuthAuthenticate({
    auth,
    roles: { ...DEFAULT_MEMBERSHIP_ROLES, manager: 'manager' },
    organizationEmail: ({ billingEmail }) => (typeof billingEmail === 'string' ? billingEmail : null),
  });
}
