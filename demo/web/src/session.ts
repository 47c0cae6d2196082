import { useCallback, useEffect, useState } from 'react';
import type { Person } from '../../people.ts';

/** What the server says of who is signed in. */
export interface SessionAnswer {
  person: Person | null;
  people: Person[];
}

/** `loading` also while people are being switched: nobody's data may be on the screen then. */
export type Session = { status: 'loading' } | { status: 'failed' } | ({ status: 'ready' } & SessionAnswer);

const otherTabs = new BroadcastChannel('tendertrack.session');

async function ask(init?: RequestInit): Promise<Session> {
  try {
    const response = await fetch('/api/session', init);
    if (!response.ok) return { status: 'failed' };
    return { status: 'ready', ...((await response.json()) as SessionAnswer) };
  } catch {
    return { status: 'failed' };
  }
}

/** Who is signed in, and a way to become somebody else (`null` signs out). */
export function useSession() {
  const [session, setSession] = useState<Session>({ status: 'loading' });

  useEffect(() => {
    void ask().then(setSession);
    // All tabs share the cookie: one that still showed the person before would act for the new one.
    const handleMessage = () => {
      setSession({ status: 'loading' });
      void ask().then(setSession);
    };
    otherTabs.addEventListener('message', handleMessage);
    return () => otherTabs.removeEventListener('message', handleMessage);
  }, []);

  const signIn = useCallback((personId: string | null) => {
    // The old person's screen goes before the cookie changes, so no request of theirs can get another's answer.
    setSession({ status: 'loading' });
    void ask({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ personId }),
    }).then((next) => {
      otherTabs.postMessage('signed-in');
      setSession(next);
    });
  }, []);

  return { session, signIn };
}
