import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Membership, SessionAnswer } from '../../auth/session-answer.ts';
import { authClient, failureOf, sentenceFor } from './auth-client.ts';
import { InviteMember } from './invite-member.tsx';
import { type Member, MemberRow } from './member-row.tsx';
import { PendingInvitations } from './pending-invitations.tsx';
import { managesOrganization } from './roles.ts';
import type { SessionWays } from './session.ts';

export interface MembersProps {
  user: NonNullable<SessionAnswer['user']>;
  organization: Membership;
  ways: SessionWays;
}

/** Settings → Members: who works here and as what, and who is invited. */
export function Members({ user, organization, ways }: MembersProps) {
  const queryClient = useQueryClient();
  const [failure, setFailure] = useState<string | null>(null);
  const mayManage = managesOrganization(organization.role);
  const { data, error } = useQuery({
    queryKey: ['organization', organization.id],
    queryFn: async () => {
      const { data, error } = await authClient.organization.getFullOrganization({
        query: { organizationId: organization.id },
      });
      if (error !== null) {
        // Signed out or removed meanwhile, perhaps.
        void ways.look();
        throw new Error(sentenceFor(error));
      }
      return data;
    },
    retry: false,
  });

  /** Does something to the organization, and reads it again. */
  async function change(asking: Parameters<typeof failureOf>[0]): Promise<string | null> {
    const refusal = await failureOf(asking);
    setFailure(refusal);
    await queryClient.invalidateQueries({ queryKey: ['organization'] });
    // One's own role, or one's own place here, may be what has changed.
    await ways.look();
    return refusal;
  }

  const update = (member: Member, role: Member['role']) =>
    void change(
      authClient.organization.updateMemberRole({
        memberId: member.id,
        role: [role],
        organizationId: organization.id,
      }),
    );
  const remove = (member: Member) =>
    void change(
      authClient.organization.removeMember({ memberIdOrEmail: member.id, organizationId: organization.id }),
    );

  return (
    <>
      <header className="page-header">
        <p className="muted">{organization.name}</p>
        <h1>Members</h1>
      </header>
      <section aria-labelledby="members-heading" className="panel">
        <h2 id="members-heading">Who works here</h2>
        {mayManage ? null : (
          <p className="muted">Only an owner or administrator can invite, change or remove somebody.</p>
        )}
        <p role="alert" className="failure">
          {failure ?? error?.message}
        </p>
        <ul className="members" aria-busy={data === undefined && error === null}>
          {data?.members.map((member) => (
            <MemberRow
              key={member.id}
              member={member}
              isSelf={member.userId === user.id}
              // An owner is an owner's to change, as Better Auth has it too.
              mayChange={mayManage && (member.role !== 'owner' || organization.role === 'owner')}
              mayMakeOwner={organization.role === 'owner'}
              onChangeRole={(role) => update(member, role)}
              onRemove={() => remove(member)}
            />
          ))}
        </ul>
      </section>
      {mayManage ? (
        <section aria-labelledby="invite-heading" className="panel">
          <h2 id="invite-heading">Invite somebody</h2>
          <InviteMember
            mayMakeOwner={organization.role === 'owner'}
            onInvite={(email, role) =>
              change(authClient.organization.inviteMember({ email, role, organizationId: organization.id }))
            }
          />
          <PendingInvitations
            invitations={data?.invitations.filter(({ status }) => status === 'pending') ?? []}
            onCancel={(invitationId) =>
              void change(authClient.organization.cancelInvitation({ invitationId }))
            }
          />
        </section>
      ) : null}
    </>
  );
}
