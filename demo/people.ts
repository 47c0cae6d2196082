import type { Role } from 'floe-billing/core';

/** A customer of TenderTrack 360. */
export interface Organization {
  id: string;
  name: string;
  email: string;
}

/** Someone who works there. */
export interface Person {
  id: string;
  name: string;
  email: string;
  role: Role;
  organization: Organization;
}

const nordlicht: Organization = {
  id: 'nordlicht',
  name: 'Nordlicht Construction',
  email: 'accounts@nordlicht.example',
};
const harbor: Organization = { id: 'harbor', name: 'Harbor & Sons', email: 'office@harbor.example' };

function person(id: string, name: string, role: Role, organization: Organization): Person {
  return { id, name, role, organization, email: `${id}@${organization.id}.example` };
}

/** Everyone who can sign in. */
export const people: readonly Person[] = [
  person('anna', 'Anna Lindqvist', 'owner', nordlicht),
  person('ben', 'Ben Okafor', 'admin', nordlicht),
  person('carla', 'Carla Romero', 'manager', nordlicht),
  person('david', 'David Chen', 'member', nordlicht),
  person('olivia', 'Olivia Harbor', 'owner', harbor),
  person('marcus', 'Marcus Webb', 'member', harbor),
];
