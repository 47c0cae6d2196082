import type { OrganizationRole } from '../../auth/roles.ts';

const WORDS: Readonly<Record<OrganizationRole, string>> = {
  owner: 'Owner',
  admin: 'Administrator',
  manager: 'Manager',
  member: 'Member',
};

/** The roles there are, the most powerful first. */
export const ROLES = Object.keys(WORDS) as readonly OrganizationRole[];

function isRole(name: string): name is OrganizationRole {
  return Object.hasOwn(WORDS, name);
}

/** Words for a role. */
export function roleWord(role: string): string {
  return isRole(role) ? WORDS[role] : role;
}

/** Whether someone of this role is the one to ask about plans and members. */
export function managesOrganization(role: string): boolean {
  return role === 'owner' || role === 'admin';
}
