import { useState } from 'react';
import { invitationUrl } from './invitation.tsx';
import { roleWord } from './roles.ts';

export interface PendingInvitationsProps {
  invitations: readonly { id: string; email: string; role: string }[];
  onCancel: (invitationId: string) => void;
}

/** Who is invited and has not answered, with the link to pass on: the demo sends no mail. */
export function PendingInvitations({ invitations, onCancel }: PendingInvitationsProps) {
  const [copiedId, setCopiedId] = useState<string | null>(null);
  if (invitations.length === 0) return null;
  return (
    <>
      <h3>Invited</h3>
      <p className="muted">The demo sends no mail for this: pass the link on.</p>
      <ul className="members">
        {invitations.map(({ id, email, role }) => (
          <li key={id}>
            <p>
              <strong>{email}</strong>
              <a className="address" href={invitationUrl(id)}>
                {invitationUrl(id)}
              </a>
            </p>
            <p>{roleWord(role)}</p>
            <p className="member-actions">
              <button
                type="button"
                className="text-button"
                aria-label={`Copy the link for ${email}`}
                onClick={() =>
                  void navigator.clipboard.writeText(invitationUrl(id)).then(() => setCopiedId(id))
                }
              >
                {copiedId === id ? 'Copied' : 'Copy link'}
              </button>
              <button
                type="button"
                className="text-button"
                aria-label={`Cancel the invitation of ${email}`}
                onClick={() => onCancel(id)}
              >
                Cancel
              </button>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
