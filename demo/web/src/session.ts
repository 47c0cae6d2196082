import { useCallback, useEffect, useMemo, useState } from 'react';
import type { SessionAnswer } from '../../auth/session-answer.ts';
import { authClient, failureOf } from './auth-client.ts';
import { goTo } from './location.ts';

/** Why somebody stands outside who was inside a moment ago. */
export type Farewell = 'expired' | 'removed';

/** `loading` also while people or organizations are being switched: nobody's data may be on the screen then. */
export type Session =
  | { status: 'loading' }
  | { status: 'failed' }
  | ({ status: 'ready'; farewell: Farewell | null } & SessionAnswer);

const otherTabs = new BroadcastChannel('tendertrack.session');

async function ask(): Promise<Session> {
  try {
    const response = await fetch('/api/session', { cache: 'no-store' });
    if (!response.ok) return { status: 'failed' };
    return { status: 'ready', farewell: null, ...((await response.json()) as SessionAnswer) };
  } catch {
    return { status: 'failed' };
  }
}

/** Whom an answer lets in, and where. */
function place(session: Session): string | null {
  return session.status === 'ready'
    ? `${session.user?.id} ${session.active?.id} ${session.active?.role}`
    : null;
}

/** The next session, with why somebody who was inside is not any more. */
function follow(before: Session, next: Session): Session {
  if (before.status !== 'ready' || next.status !== 'ready' || before.user === null) return next;
  if (next.user === null) return { ...next, farewell: 'expired' };
  return before.active !== null && next.active === null ? { ...next, farewell: 'removed' } : next;
}

/** Who is signed in and where they look, and the ways to change that. */
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

  /** Does something that makes the session another, and goes on at an address; resolves to what went wrong. */
  const enter = useCallback(
    async (act: () => Promise<string | null>, to?: string): Promise<string | null> => {
      const failure = await act();
      if (failure !== null) return failure;
      setSession({ status: 'loading' });
      if (to !== undefined) goTo(to);
      otherTabs.postMessage('changed');
      setSession(await ask());
      return null;
    },
    [],
  );

  /** The same for who is inside: their screen goes first, so no request of it can get another's answer. */
  const move = useCallback(async (act: () => Promise<string | null>): Promise<void> => {
    setSession({ status: 'loading' });
    await act();
    otherTabs.postMessage('changed');
    setSession(await ask());
  }, []);

  /** Looks again when the server let somebody in no longer; what is on the screen stays when nothing has changed. */
  const look = useCallback(async (): Promise<void> => {
    const next = await ask();
    if (next.status !== 'ready') return;
    setSession((before) => (place(before) === place(next) ? before : follow(before, next)));
  }, []);

  const ways = useMemo(
    () => ({
      signIn: (email: string, password: string) =>
        enter(() => failureOf(authClient.signIn.email({ email, password }))),
      signUp: (name: string, email: string, password: string) =>
        enter(() => failureOf(authClient.signUp.email({ name, email, password }))),
      signOut: () => move(() => failureOf(authClient.signOut())),
      switchOrganization: (organizationId: string) =>
        move(() => failureOf(authClient.organization.setActive({ organizationId }))),
      createOrganization: (name: string) =>
        enter(() => failureOf(authClient.organization.create({ name, slug: newSlug(name) })), '/'),
      acceptInvitation: (invitationId: string) =>
        enter(() => failureOf(authClient.organization.acceptInvitation({ invitationId })), '/'),
      look,
    }),
    [enter, move, look],
  );
  return { session, ways };
}

/** The ways to change who is signed in and where they look. */
export type SessionWays = ReturnType<typeof useSession>['ways'];

// Two organizations may bear one name.
function newSlug(name: string): string {
  const readable = name.toLowerCase().replaceAll(/[^\p{Letter}\p{Number}]+/gu, '-');
  return `${readable}-${crypto.randomUUID().slice(0, 8)}`;
}
