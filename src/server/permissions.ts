import { type OperationName, operations } from '../contract/index.ts';
import { BillingError, PERMISSIONS, type Permission, type Role } from '../core/index.ts';

/** What each role may do, unless the host says otherwise. */
export const DEFAULT_ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  owner: PERMISSIONS,
  admin: PERMISSIONS,
  manager: ['billing:view', 'invoices:view', 'seats:manage', 'analytics:view'],
  member: ['billing:view'],
};

/** The permissions of a role, the host's table first. */
export function permissionsOf(
  role: Role,
  roles: Partial<Record<Role, readonly Permission[]>> = {},
): readonly Permission[] {
  // A role the host made up has no permissions rather than someone else's, even one that is called `constructor`.
  const own = (table: typeof roles) => (Object.hasOwn(table, role) ? table[role] : undefined);
  return own(roles) ?? own(DEFAULT_ROLE_PERMISSIONS) ?? [];
}

/** What a caller needs for an operation, or for the stream of what goes stale. There is none that needs nothing. */
export function neededPermission(operation: OperationName | 'events'): Permission {
  return operation === 'events' ? 'billing:view' : operations[operation].permission;
}

/**
 * The one place where the server decides whether a caller may do something.
 *
 * @throws {BillingError} `forbidden` — the caller's role lacks the permission.
 */
export function requirePermission(permissions: readonly Permission[], needed: Permission): void {
  if (permissions.includes(needed)) return;
  throw new BillingError('forbidden', {
    message: 'Your role does not allow this. Ask an owner or administrator of your organization.',
  });
}
