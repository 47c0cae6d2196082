import type { Role } from 'floe-billing/core';

/** A customer of TenderTrack 360 that is there from the start. */
export interface SampleOrganization {
  id: string;
  name: string;
  email: string;
}

/** Someone who has an account from the start. */
export interface SamplePerson {
  id: string;
  name: string;
  email: string;
  /** Where they work, and as what; where they look first comes first. */
  memberships: readonly { organization: SampleOrganization; role: Role }[];
}

/** The password of every sample person. It is on the sign-in page: this is a demo. */
export const SAMPLE_PASSWORD = 'tendertrack';

const nordlicht: SampleOrganization = {
  id: 'nordlicht',
  name: 'Nordlicht Construction',
  email: 'accounts@nordlicht.example',
};
const harbor: SampleOrganization = {
  id: 'harbor',
  name: 'Harbor & Sons',
  email: 'office@harbor.example',
};

/** The organizations of the {@link samplePeople}. */
export const sampleOrganizations: readonly SampleOrganization[] = [nordlicht, harbor];

/** Everyone who has an account from the start. Ben works for two, as something else in each. */
export const samplePeople: readonly SamplePerson[] = [
  person('anna', 'Anna Lindqvist', [{ organization: nordlicht, role: 'owner' }]),
  person('ben', 'Ben Okafor', [
    { organization: nordlicht, role: 'admin' },
    { organization: harbor, role: 'manager' },
  ]),
  person('carla', 'Carla Romero', [{ organization: nordlicht, role: 'manager' }]),
  person('david', 'David Chen', [{ organization: nordlicht, role: 'member' }]),
  person('olivia', 'Olivia Harbor', [{ organization: harbor, role: 'owner' }]),
  person('marcus', 'Marcus Webb', [{ organization: harbor, role: 'member' }]),
];

function person(id: string, name: string, memberships: SamplePerson['memberships']): SamplePerson {
  return { id, name, memberships, email: `${id}@${memberships[0]?.organization.id}.example` };
}
