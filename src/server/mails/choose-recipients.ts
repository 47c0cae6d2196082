import type { Permission } from '../../core/index.ts';

/** Whether mails about billing go to somebody of these permissions: those who can do what the mails ask for. */
export function receivesMails(permissions: readonly Permission[]): boolean {
  return permissions.includes('subscription:manage');
}
