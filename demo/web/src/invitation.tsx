import { useEffect, useState } from 'react';
import type { SessionAnswer } from '../../auth/session-answer.ts';
import { authClient, failureOf, sentenceFor } from './auth-client.ts';
import { Entrance, Notice } from './entrance.tsx';
import { Form } from './form.tsx';
import { goTo } from './location.ts';
import { roleWord } from './roles.ts';
import type { SessionWays } from './session.ts';
import { SignedInAs } from './signed-in-as.tsx';

/** The address of an invitation, to be passed on to who is invited: whoever has it and the e-mail address may accept. */
export function invitationUrl(id: string): string {
  return new URL(`/invitation/${encodeURIComponent(id)}`, window.location.origin).href;
}

/** The invitation that an address leads to; `null` when it leads to none. */
export function invitationIn({ pathname }: URL): string | null {
  const id = /^\/invitation\/([^/]+)$/.exec(pathname)?.[1];
  return id === undefined ? null : decodeURIComponent(id);
}

interface Invited {
  organizationName: string;
  role: string;
  inviterEmail: string;
}

/** An invitation as it is now: being read, open, or not for this person. */
function useInvitation(id: string): { invited: Invited | null; failure: string | null } {
  const [answer, setAnswer] = useState<{ invited: Invited | null; failure: string | null }>({
    invited: null,
    failure: null,
  });
  useEffect(() => {
    let isCurrent = true;
    void authClient.organization.getInvitation({ query: { id } }).then(({ data, error }) => {
      if (isCurrent) setAnswer({ invited: data, failure: error === null ? null : sentenceFor(error) });
    });
    return () => {
      isCurrent = false;
    };
  }, [id]);
  return answer;
}

export interface InvitationProps {
  id: string;
  user: NonNullable<SessionAnswer['user']>;
  ways: SessionWays;
}

export function Invitation({ id, user, ways }: InvitationProps) {
  const { invited, failure } = useInvitation(id);
  if (failure !== null) {
    return (
      <Entrance title="This invitation cannot be used">
        <Notice>{failure}</Notice>
        <p>
          <button type="button" className="text-button" onClick={() => goTo('/')}>
            Go to TenderTrack
          </button>
        </p>
        <SignedInAs user={user} ways={ways} />
      </Entrance>
    );
  }
  if (invited === null) return <main className="blank" aria-busy="true" aria-label="Loading" />;
  const { organizationName, role, inviterEmail } = invited;
  return (
    <Entrance title={`Join ${organizationName}`}>
      <p>
        {inviterEmail} invites you to {organizationName} as {roleWord(role)}.
      </p>
      <Form action={`Join ${organizationName}`} onSubmit={() => ways.acceptInvitation(id)}>
        <button
          type="button"
          className="text-button"
          onClick={() =>
            void failureOf(authClient.organization.rejectInvitation({ invitationId: id })).then(() =>
              goTo('/'),
            )
          }
        >
          Decline
        </button>
      </Form>
      <SignedInAs user={user} ways={ways} />
    </Entrance>
  );
}
