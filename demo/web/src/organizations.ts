import type { Organization, Person } from '../../people.ts';

/** The people by where they work, in the order given. */
export function groupByOrganization(people: readonly Person[]) {
  const groups: { organization: Organization; members: Person[] }[] = [];
  for (const person of people) {
    const group = groups.find(({ organization }) => organization.id === person.organization.id);
    if (group === undefined) groups.push({ organization: person.organization, members: [person] });
    else group.members.push(person);
  }
  return groups;
}
