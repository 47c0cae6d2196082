import { useState } from 'react';
import type { OrganizationRole } from '../../auth/roles.ts';
import { RoleSelect } from './role-select.tsx';
import { roleWord } from './roles.ts';

/** Someone who works for an organization. */
export interface Member {
  id: string;
  role: OrganizationRole;
  user: { name: string; email: string };
}

export interface MemberRowProps {
  member: Member;
  isSelf: boolean;
  mayChange: boolean;
  mayMakeOwner: boolean;
  onChangeRole: (role: OrganizationRole) => void;
  onRemove: () => void;
}

/** One member with their role, and what may be done about both. Removing asks once more. */
export function MemberRow(props: MemberRowProps) {
  const { member, isSelf, mayChange, mayMakeOwner, onChangeRole, onRemove } = props;
  const [isAsking, setIsAsking] = useState(false);
  const { name, email } = member.user;
  return (
    <li>
      <p>
        <strong>{name}</strong>
        {isSelf ? <span className="muted"> (you)</span> : null}
        <span className="muted address">{email}</span>
      </p>
      {mayChange ? (
        <RoleSelect
          label={`Role of ${name}`}
          value={member.role}
          mayMakeOwner={mayMakeOwner}
          onChange={onChangeRole}
        />
      ) : (
        <p>{roleWord(member.role)}</p>
      )}
      <p className="member-actions">
        {mayChange && !isSelf && !isAsking ? (
          <button
            type="button"
            className="text-button"
            aria-label={`Remove ${name}`}
            onClick={() => setIsAsking(true)}
          >
            Remove
          </button>
        ) : null}
        {isAsking ? (
          <>
            <button type="button" className="danger-button" onClick={onRemove}>
              Remove {name}
            </button>
            <button type="button" className="text-button" onClick={() => setIsAsking(false)}>
              Keep
            </button>
          </>
        ) : null}
      </p>
    </li>
  );
}
