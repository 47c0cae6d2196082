import { useState } from 'react';
import { SAMPLE_PASSWORD, samplePeople } from '../../people.ts';
import { Entrance, Notice } from './entrance.tsx';
import { Field, Form } from './form.tsx';
import { roleWord } from './roles.ts';
import type { SessionWays } from './session.ts';

export interface SignInProps {
  /** Whether somebody was inside until their session ended. */
  hasExpired: boolean;
  /** Whether the address is that of an invitation. */
  isInvited: boolean;
  ways: SessionWays;
}

export function SignIn({ hasExpired, isInvited, ways }: SignInProps) {
  const [isNew, setIsNew] = useState(false);
  return (
    <Entrance title={isNew ? 'Create an account' : 'Sign in'}>
      {hasExpired ? <Notice>Your session has ended. Sign in to go on where you were.</Notice> : null}
      {isInvited ? <Notice>Sign in with the address that was invited, or create its account.</Notice> : null}
      {isNew ? <SignUpForm ways={ways} /> : <SignInForm ways={ways} />}
      <p className="muted">
        {isNew ? 'You have an account? ' : 'No account yet? '}
        <button type="button" className="text-button" onClick={() => setIsNew(!isNew)}>
          {isNew ? 'Sign in' : 'Create one'}
        </button>
      </p>
      {isNew ? null : <SamplePeople ways={ways} />}
    </Entrance>
  );
}

type Ways = Pick<SignInProps, 'ways'>;

function SignInForm({ ways }: Ways) {
  return (
    <Form action="Sign in" onSubmit={(field) => ways.signIn(field('email'), field('password'))}>
      <Field label="E-mail" name="email" type="email" autoComplete="username" />
      <Field label="Password" name="password" type="password" autoComplete="current-password" />
    </Form>
  );
}

function SignUpForm({ ways }: Ways) {
  return (
    <Form
      action="Create account"
      onSubmit={(field) => ways.signUp(field('name'), field('email'), field('password'))}
    >
      <Field label="Your name" name="name" autoComplete="name" />
      <Field label="E-mail" name="email" type="email" autoComplete="username" />
      <Field
        label="Password, at least 8 characters"
        name="password"
        type="password"
        minLength={8}
        autoComplete="new-password"
      />
    </Form>
  );
}

/** A convenience of the demo: each button signs in by the password, as typing it would. */
function SamplePeople({ ways }: Ways) {
  const [failure, setFailure] = useState<string | null>(null);
  return (
    <section aria-labelledby="sample-people" className="sample-people">
      <h2 id="sample-people">Or be one of these</h2>
      <p className="muted">
        A demo: the password of each is <code>{SAMPLE_PASSWORD}</code>.
      </p>
      <p role="alert" className="failure">
        {failure}
      </p>
      <ul>
        {samplePeople.map(({ id, name, email, memberships }) => (
          <li key={id}>
            <button
              type="button"
              className="choose-person"
              onClick={() => void ways.signIn(email, SAMPLE_PASSWORD).then(setFailure)}
            >
              <span>{name}</span>
              {memberships.map(({ organization, role }) => (
                <span key={organization.id} className="muted">
                  {roleWord(role)}, {organization.name}
                </span>
              ))}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
