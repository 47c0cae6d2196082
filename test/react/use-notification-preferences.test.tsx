import { act, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { createFixtureAdapter } from '../../src/adapters/index.ts';
import {
  BillingError,
  isRequiredNotification,
  NOTIFICATION_KINDS,
  type NotificationPreferences,
} from '../../src/core/index.ts';
import { useNotificationPreferences, useUpdateNotificationPreferences } from '../../src/react/index.ts';
import { callsOf, deferred, renderBillingHook } from './render-billing.tsx';

const preferences = (unwanted: string[] = []): NotificationPreferences => ({
  asOf: '2027-01-10T10:00:00Z',
  isRecipient: true,
  preferences: NOTIFICATION_KINDS.map((kind) => ({
    kind,
    isWanted: !unwanted.includes(kind),
    isRequired: isRequiredNotification(kind),
  })),
});

function useMails() {
  return { mails: useNotificationPreferences(), update: useUpdateNotificationPreferences() };
}

const unwantedOf = (mails: NotificationPreferences | undefined) =>
  mails?.preferences.filter(({ isWanted }) => !isWanted).map(({ kind }) => kind);

it('shows the answer of an update at once, and asks for nothing again', async () => {
  const answer = deferred<NotificationPreferences>();
  const adapter = createFixtureAdapter({
    answers: {
      getNotificationPreferences: preferences(),
      updateNotificationPreferences: () => answer.promise,
    },
  });
  const { result } = renderBillingHook(useMails, { adapter });
  await waitFor(() => expect(unwantedOf(result.current.mails.data)).toEqual([]));

  act(() => result.current.update.mutate({ kind: 'paused', isWanted: false }));
  await waitFor(() => expect(result.current.update.isPending).toBe(true));
  // Nothing is shown that the server has not said.
  expect(unwantedOf(result.current.mails.data)).toEqual([]);

  answer.resolve(preferences(['paused']));
  await waitFor(() => expect(unwantedOf(result.current.mails.data)).toEqual(['paused']));
  expect(callsOf(adapter, 'updateNotificationPreferences').map(({ input }) => input)).toEqual([
    { kind: 'paused', isWanted: false },
  ]);
  expect(callsOf(adapter, 'getNotificationPreferences')).toHaveLength(1);
});

it('keeps what was shown when an update is refused', async () => {
  const refusal = new BillingError('invalid_request', { message: 'Cannot be switched off.', field: 'kind' });
  const adapter = createFixtureAdapter({
    answers: {
      getNotificationPreferences: preferences(['welcome']),
      updateNotificationPreferences: () => Promise.reject(refusal),
    },
  });
  const { result } = renderBillingHook(useMails, { adapter });
  await waitFor(() => expect(result.current.mails.isSuccess).toBe(true));

  act(() => result.current.update.mutate({ kind: 'receipt', isWanted: false }));

  await waitFor(() => expect(result.current.update.error).toMatchObject({ field: 'kind' }));
  expect(unwantedOf(result.current.mails.data)).toEqual(['welcome']);
});
