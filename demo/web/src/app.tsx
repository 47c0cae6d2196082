import { useEffect } from 'react';
import { Invitation, invitationIn } from './invitation.tsx';
import { useAppLocation } from './location.ts';
import { NoOrganization } from './no-organization.tsx';
import { useSession } from './session.ts';
import { useSettings } from './settings.ts';
import { Shell } from './shell.tsx';
import { SignIn } from './sign-in.tsx';

export function App() {
  const { session, ways } = useSession();
  const settings = useSettings();
  const invitationId = invitationIn(useAppLocation());

  useEffect(() => {
    const { documentElement } = document;
    documentElement.lang = settings.language;
    documentElement.dir = settings.language === 'ar' ? 'rtl' : 'ltr';
    documentElement.dataset.theme = settings.theme;
  }, [settings.language, settings.theme]);

  if (session.status === 'loading') return <main className="blank" aria-busy="true" aria-label="Loading" />;
  if (session.status === 'failed') return <Unreachable />;

  // The address stays as it is: whoever signs in is where they wanted to go.
  const { user, active, memberships, farewell } = session;
  if (user === null) {
    return <SignIn hasExpired={farewell === 'expired'} isInvited={invitationId !== null} ways={ways} />;
  }
  if (invitationId !== null) return <Invitation id={invitationId} user={user} ways={ways} />;
  if (active === null) {
    return (
      <NoOrganization user={user} memberships={memberships} wasRemoved={farewell === 'removed'} ways={ways} />
    );
  }
  return (
    <Shell
      // Permissions differ between people of one organization, and between the organizations of one person.
      key={`${active.id}:${user.id}`}
      user={user}
      organization={active}
      memberships={memberships}
      settings={settings}
      ways={ways}
    />
  );
}

function Unreachable() {
  return (
    <main className="blank">
      <p>
        TenderTrack cannot be reached.{' '}
        <button type="button" className="text-button" onClick={() => window.location.reload()}>
          Try again
        </button>
      </p>
    </main>
  );
}
