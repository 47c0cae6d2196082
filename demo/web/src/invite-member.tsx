import { useState } from 'react';
import type { OrganizationRole } from '../../auth/roles.ts';
import { Field, Form } from './form.tsx';
import { RoleSelect } from './role-select.tsx';

export interface InviteMemberProps {
  mayMakeOwner: boolean;
  onInvite: (email: string, role: OrganizationRole) => Promise<string | null>;
}

/** Invites somebody by their address. */
export function InviteMember({ mayMakeOwner, onInvite }: InviteMemberProps) {
  const [role, setRole] = useState<OrganizationRole>('member');
  return (
    <Form className="form invite" action="Invite" onSubmit={(field) => onInvite(field('email'), role)}>
      <Field label="E-mail" name="email" type="email" autoComplete="off" />
      <span className="field">
        <span aria-hidden="true">Role</span>
        <RoleSelect label="Role" value={role} mayMakeOwner={mayMakeOwner} onChange={setRole} />
      </span>
    </Form>
  );
}
