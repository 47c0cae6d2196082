import { useEffect } from 'react';
import { useSession } from './session.ts';
import { useSettings } from './settings.ts';
import { Shell } from './shell.tsx';
import { SignIn } from './sign-in.tsx';

export function App() {
  const { session, signIn } = useSession();
  const settings = useSettings();

  useEffect(() => {
    const { documentElement } = document;
    documentElement.lang = settings.language;
    documentElement.dir = settings.language === 'ar' ? 'rtl' : 'ltr';
    documentElement.dataset.theme = settings.theme;
  }, [settings.language, settings.theme]);

  switch (session.status) {
    case 'loading':
      return <main className="blank" aria-busy="true" aria-label="Loading" />;
    case 'failed':
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
    case 'ready':
      return session.person === null ? (
        <SignIn people={session.people} onSignIn={signIn} />
      ) : (
        <Shell
          key={session.person.id}
          person={session.person}
          people={session.people}
          settings={settings}
          onSignIn={signIn}
        />
      );
  }
}
