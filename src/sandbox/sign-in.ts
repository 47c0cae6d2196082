import type { Authenticate } from '../server/index.ts';
import { type SamplePerson, samplePeople } from './sample-people.ts';

/** The header that names who is signed in; for tests and scripts. */
export const PERSON_HEADER = 'x-floe-person';

/** The cookie that names who is signed in; for browsers. */
export const PERSON_COOKIE = 'floe_person';

function isSamplePerson(name: string): name is SamplePerson {
  return Object.hasOwn(samplePeople, name);
}

function readCookie(request: Request): string {
  const pairs = request.headers.get('cookie')?.split(';') ?? [];
  const pair = pairs.map((one) => one.trim().split('=')).find(([name]) => name === PERSON_COOKIE);
  return pair?.[1] ?? '';
}

/** Takes a request's word for who it comes from. Fit for a sandbox and for nothing else. */
export const authenticateSamplePerson: Authenticate = (request) => {
  const name = request.headers.get(PERSON_HEADER) ?? readCookie(request);
  return isSamplePerson(name) ? samplePeople[name] : null;
};
