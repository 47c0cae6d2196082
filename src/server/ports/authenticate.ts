import type { BillingOwner, Role } from '../../core/index.ts';

/** Who asks, and whose billing they look at. Made by the host; nothing else in a request decides either. */
export interface BillingSession {
  /** Not empty; the same for a person for ever. */
  userId: string;
  /** The acting person's name and address, given to the provider when they become a member of the customer. */
  userName: string | null;
  userEmail: string;
  /** Its id is not empty, and the same for ever. */
  owner: BillingOwner & {
    /** Where the provider writes to the owner; `null` when the organization has no address of its own. */
    email: string | null;
  };
  /** What the person is for this owner at this moment. A role that the server does not know may do nothing. */
  role: Role;
}

/**
 * The host's answer to "who is this?"; `null` when nobody is signed in. Asked for each request, and its answer is
 * kept for none: it reads the session and the membership as they are now.
 *
 * It goes by what the host itself has signed or looked up. A body, a query and a header that a client can set
 * (`x-user-id`, `x-forwarded-user`) prove nothing.
 *
 * @throws {BillingError} `forbidden` — somebody is signed in and no billing is theirs to see, such as who is no longer
 * a member of the organization. Anything else it throws is answered as `internal`, and logged.
 */
export type Authenticate = (request: Request) => Promise<BillingSession | null> | BillingSession | null;
