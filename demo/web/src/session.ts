import { useCallback, useEffect, useState } from 'react';
import type { Person } from '../../people.ts';

/** What the server says of who is signed in. */
export interface SessionAnswer {
  person: Person | null;
  people: Person[];
}

/** `loading` also while people are being switched: nobody's data may be on the screen then. */
export type Session = { status: 'loading' } | { status: 'failed' } | ({ status: 'ready' } & SessionAnswer);

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
  }, []);

  const signIn = useCallback((personId: string | null) => {
    // The old person's screen goes before the cookie changes, so no request of theirs can get another's answer.
    setSession({ status: 'loading' });
    void ask({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ personId }),
    }).then(setSession);
  }, []);

  return { session, signIn };
}
