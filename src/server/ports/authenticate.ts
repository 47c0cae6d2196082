import type { BillingOwner, Role } from '../../core/index.ts';

/** Who asks, and whose billing they look at. Made by the host; nothing else in a request decides either. */
export interface BillingSession {
  userId: string;
  /** The acting person's name and address, given to the provider when they become a member of the customer. */
  userName: string | null;
  userEmail: string;
  owner: BillingOwner & {
    /** Where the provider writes to the owner; `null` when the organization has no address of its own. */
    email: string | null;
  };
  role: Role;
}

/** The host's answer to "who is this?"; `null` when nobody is signed in. */
export type Authenticate = (request: Request) => Promise<BillingSession | null> | BillingSession | null;
