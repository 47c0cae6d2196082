import type { Person } from '../../people.ts';
import { groupByOrganization } from './organizations.ts';

const ROLE_WORDS: Record<Person['role'], string> = {
  owner: 'Owner',
  admin: 'Administrator',
  manager: 'Manager',
  member: 'Member',
};

/** Words for a role. */
export function roleWord(role: Person['role']): string {
  return ROLE_WORDS[role];
}

export function SignIn({ people, onSignIn }: { people: Person[]; onSignIn: (personId: string) => void }) {
  return (
    <main className="sign-in">
      <h1>TenderTrack 360</h1>
      <p className="muted">A demo: choose who you are. Nobody needs a password here.</p>
      {groupByOrganization(people).map(({ organization, members }) => (
        <section key={organization.id} aria-labelledby={`org-${organization.id}`}>
          <h2 id={`org-${organization.id}`}>{organization.name}</h2>
          <ul>
            {members.map((person) => (
              <li key={person.id}>
                <button type="button" className="choose-person" onClick={() => onSignIn(person.id)}>
                  <span>{person.name}</span>
                  <span className="muted">{roleWord(person.role)}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </main>
  );
}
