/** Everything a person may be allowed to do with the billing of an owner. */
export const PERMISSIONS = [
  'billing:view',
  'subscription:manage',
  'subscription:cancel',
  'payment_methods:manage',
  'invoices:view',
  'seats:manage',
  'analytics:view',
  'audit:view',
] as const;

/** One of {@link PERMISSIONS}. */
export type Permission = (typeof PERMISSIONS)[number];

/** A person's role in the organization that owns the billing. */
export type Role = 'owner' | 'admin' | 'manager' | 'member';

/** Every {@link Role}, the most powerful first. */
export const ROLES: readonly Role[] = ['owner', 'admin', 'manager', 'member'];
