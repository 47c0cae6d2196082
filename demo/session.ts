import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Authenticate } from 'floe-billing/server';
import { type Person, people } from './people.ts';

const COOKIE = 'tendertrack_session';

/** Signs people in by a signed cookie: enough for a demo, where everyone may be anyone. */
export interface Sessions {
  personOf(request: Request): Person | null;
  /** The `set-cookie` value that signs a person in; `null` for someone unknown. */
  cookieFor(personId: string): string | null;
  /** The `set-cookie` value that signs out. */
  signOutCookie: string;
}

function secretIn(dataDir: string): Buffer {
  const file = join(dataDir, 'session-secret');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, randomBytes(32), { mode: 0o600 });
  }
  return readFileSync(file);
}

/** Sessions whose secret is kept in `dataDir`, so that a restart signs nobody out. */
export function createSessions(dataDir: string): Sessions {
  const secret = secretIn(dataDir);
  const sign = (personId: string) => createHmac('sha256', secret).update(personId).digest('base64url');
  const attributes = 'Path=/; HttpOnly; SameSite=Lax';

  return {
    personOf(request) {
      const cookies = (request.headers.get('cookie') ?? '').split(/;\s*/);
      const value = cookies.find((cookie) => cookie.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
      const [personId, signature] = value?.split('.') ?? [];
      if (personId === undefined || signature === undefined) return null;
      const expected = Buffer.from(sign(personId));
      const given = Buffer.from(signature);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      return people.find(({ id }) => id === personId) ?? null;
    },
    cookieFor(personId) {
      const isKnown = people.some(({ id }) => id === personId);
      return isKnown ? `${COOKIE}=${personId}.${sign(personId)}; ${attributes}; Max-Age=31536000` : null;
    },
    signOutCookie: `${COOKIE}=; ${attributes}; Max-Age=0`,
  };
}

/** Tells the billing server who asks: the organization a person works for owns the billing. */
export function authenticateWith(sessions: Sessions): Authenticate {
  return (request) => {
    const person = sessions.personOf(request);
    if (person === null) return null;
    const { id, name, email, role, organization } = person;
    return {
      userId: id,
      userName: name,
      userEmail: email,
      role,
      owner: { type: 'organization', ...organization },
    };
  };
}
