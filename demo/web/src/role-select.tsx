import type { OrganizationRole } from '../../auth/roles.ts';
import { ROLES, roleWord } from './roles.ts';

export interface RoleSelectProps {
  label: string;
  value: OrganizationRole;
  /** Only an owner makes owners. */
  mayMakeOwner: boolean;
  onChange: (role: OrganizationRole) => void;
}

/** Chooses a role. */
export function RoleSelect({ label, value, mayMakeOwner, onChange }: RoleSelectProps) {
  const offered = ROLES.filter((role) => role !== 'owner' || mayMakeOwner);
  return (
    <select
      aria-label={label}
      value={value}
      onChange={({ target }) => {
        const role = offered.find((one) => one === target.value);
        if (role !== undefined) onChange(role);
      }}
    >
      {offered.map((role) => (
        <option key={role} value={role}>
          {roleWord(role)}
        </option>
      ))}
    </select>
  );
}
