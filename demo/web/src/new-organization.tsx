import { Field, Form } from './form.tsx';
import type { SessionWays } from './session.ts';

/** Makes an organization whose owner is who makes it; the app shows it at once. */
export function NewOrganizationForm({ ways }: { ways: SessionWays }) {
  return (
    <Form action="Create organization" onSubmit={(field) => ways.createOrganization(field('name'))}>
      <Field label="Name of the organization" name="name" autoComplete="organization" maxLength={80} />
    </Form>
  );
}

/** The same as a page of the app, for who works for one already. */
export function NewOrganization({ ways }: { ways: SessionWays }) {
  return (
    <>
      <header className="page-header">
        <h1>New organization</h1>
        <p className="muted">You become its owner. It has members, tenders and a plan of its own.</p>
      </header>
      <section className="panel narrow">
        <NewOrganizationForm ways={ways} />
      </section>
    </>
  );
}
