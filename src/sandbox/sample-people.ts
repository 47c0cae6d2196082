import type { Role } from '../core/index.ts';
import type { BillingSession } from '../server/index.ts';

const northwind = {
  type: 'organization',
  id: 'northwind',
  name: 'Northwind Construction',
  email: 'accounts@northwind.example',
} as const;

const alpine = {
  type: 'organization',
  id: 'alpine',
  name: 'Alpine Works',
  email: 'office@alpine.example',
} as const;

function person(
  id: string,
  name: string,
  owner: typeof northwind | typeof alpine,
  role: Role,
): BillingSession {
  return { userId: `user-${id}`, userName: name, userEmail: `${id}@${owner.id}.example`, owner, role };
}

/** Who can be signed in to the sandbox: four roles of one organization, two of another. */
export const samplePeople = {
  ada: person('ada', 'Ada Lindqvist', northwind, 'owner'),
  ben: person('ben', 'Ben Okafor', northwind, 'admin'),
  chiara: person('chiara', 'Chiara Rossi', northwind, 'manager'),
  dmitri: person('dmitri', 'Dmitri Sokolov', northwind, 'member'),
  elena: person('elena', 'Elena Gruber', alpine, 'owner'),
  felix: person('felix', 'Felix Brandt', alpine, 'member'),
} as const satisfies Record<string, BillingSession>;

/** The name of one of the {@link samplePeople}. */
export type SamplePerson = keyof typeof samplePeople;
