import { describe, expect, it } from 'vitest';
import { BILLING_ERRORS, BillingError, type BillingErrorBody } from '../../src/core/index.ts';
import { samplePeople } from '../../src/sandbox/sample-people.ts';
import type { Authenticate } from '../../src/server/index.ts';
import { openWorld } from './support/world.ts';

/** What the server answers a host that authenticates in a certain way. */
async function answerTo(authenticate: Authenticate) {
  const { as, logs } = await openWorld({ server: { authenticate } });
  const response = await as('ada').send('getBilling', {});
  const { error } = (await response.json()) as Partial<BillingErrorBody>;
  if (error !== undefined) expect(response.status).toBe(BILLING_ERRORS[error.code].status);
  return { error, errors: logs.filter(({ level }) => level === 'error') };
}

it('believes the host that nobody is signed in', async () => {
  for (const nobody of [null, undefined]) {
    // A host without types may forget to return.
    const { error, errors } = await answerTo(() => nobody as null);

    expect(error).toMatchObject({ code: 'unauthenticated', message: 'Sign in to see your billing.' });
    expect(errors).toEqual([]);
  }
});

it('passes on why somebody who is signed in may see no billing', async () => {
  const message = 'You left this organization.';
  const { error, errors } = await answerTo(() => {
    throw new BillingError('forbidden', { message });
  });

  expect(error).toMatchObject({ code: 'forbidden', message });
  expect(errors).toEqual([]);
});

it('says nothing of a failure of the host, and logs it', async () => {
  const { error, errors } = await answerTo(() => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.5')));

  expect(error?.code).toBe('internal');
  expect(JSON.stringify(error)).not.toContain('10.0.0.5');
  expect(errors).toHaveLength(1);
});

describe('a session that does not say whose billing it is', () => {
  const { ada } = samplePeople;

  it.each([
    ['no user id', { ...ada, userId: '' }],
    ['a user id of nothing but blanks', { ...ada, userId: ' ' }],
    ['no owner', { ...ada, owner: undefined }],
    ['no id of the owner', { ...ada, owner: { ...ada.owner, id: undefined } }],
    ['an empty id of the owner', { ...ada, owner: { ...ada.owner, id: '' } }],
    ['an unknown type of owner', { ...ada, owner: { ...ada.owner, type: 'team' } }],
  ])('is no session: %s', async (_name, session) => {
    const { error, errors } = await answerTo(() => session as typeof ada);

    expect(error?.code).toBe('internal');
    expect(JSON.stringify(errors)).toContain('authenticate returned a session without');
  });
});
