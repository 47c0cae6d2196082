import type { Membership, SessionAnswer } from '../../auth/session-answer.ts';
import { Entrance, Notice } from './entrance.tsx';
import { NewOrganizationForm } from './new-organization.tsx';
import { roleWord } from './roles.ts';
import type { SessionWays } from './session.ts';
import { SignedInAs } from './signed-in-as.tsx';

export interface NoOrganizationProps {
  user: NonNullable<SessionAnswer['user']>;
  memberships: Membership[];
  /** Whether they looked at an organization until they were removed from it. */
  wasRemoved: boolean;
  ways: SessionWays;
}

/** For somebody who is signed in and looks at no organization: new here, or removed. */
export function NoOrganization({ user, memberships, wasRemoved, ways }: NoOrganizationProps) {
  const hasOthers = memberships.length > 0;
  return (
    <Entrance title={hasOthers ? 'Choose an organization' : 'Create your organization'}>
      {wasRemoved ? (
        <Notice>You are no longer a member of the organization you were looking at.</Notice>
      ) : null}
      {hasOthers ? (
        <ul className="choices">
          {memberships.map(({ id, name, role }) => (
            <li key={id}>
              <button
                type="button"
                className="choose-person"
                onClick={() => void ways.switchOrganization(id)}
              >
                <span>{name}</span>
                <span className="muted">{roleWord(role)}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p className="muted">
          Tenders and billing belong to an organization. Were you invited to one? Open the link that you got.
        </p>
      )}
      <NewOrganizationForm ways={ways} />
      <SignedInAs user={user} ways={ways} />
    </Entrance>
  );
}
