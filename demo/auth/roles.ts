import { createAccessControl } from 'better-auth/plugins/access';
import { adminAc, defaultStatements, memberAc, ownerAc } from 'better-auth/plugins/organization/access';

/** What can be done to an organization and its members, as Better Auth's organization plugin has it. */
export const accessControl = createAccessControl(defaultStatements);

/** The roles of a member. Better Auth knows owner, admin and member; a manager is TenderTrack's own. */
export const organizationRoles = {
  owner: ownerAc,
  admin: adminAc,
  manager: accessControl.newRole(memberAc.statements),
  member: memberAc,
};

/** The name of one of the {@link organizationRoles}; Floe's roles bear the same names. */
export type OrganizationRole = keyof typeof organizationRoles;
