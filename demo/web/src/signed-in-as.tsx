import type { SessionAnswer } from '../../auth/session-answer.ts';
import type { SessionWays } from './session.ts';

/** Whose session it is, and the way out of it. */
export function SignedInAs({ user, ways }: { user: NonNullable<SessionAnswer['user']>; ways: SessionWays }) {
  return (
    <p className="muted">
      You are signed in as {user.email}.{' '}
      <button type="button" className="text-button" onClick={() => void ways.signOut()}>
        Sign out
      </button>
    </p>
  );
}
