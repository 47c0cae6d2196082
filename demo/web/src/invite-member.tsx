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
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<OrganizationRole>('member');

  async function invite(): Promise<string | null> {
    const failure = await onInvite(email, role);
    if (failure === null) setEmail('');
    return failure;
  }

  return (
    <Form className="form invite" action="Invite" onSubmit={invite}>
      <Field
        label="E-mail"
        type="email"
        autoComplete="off"
        value={email}
        onChange={({ target }) => setEmail(target.value)}
      />
      <span className="field">
        <span aria-hidden="true">Role</span>
        <RoleSelect label="Role" value={role} mayMakeOwner={mayMakeOwner} onChange={setRole} />
      </span>
    </Form>
  );
}
