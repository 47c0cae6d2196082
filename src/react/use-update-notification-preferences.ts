'use client';
import type { UpdateNotificationPreferencesInput } from '../contract/index.ts';
import type { NotificationPreferences } from '../core/index.ts';
import { billingKeys } from './billing-keys.ts';
import type { Command } from './create-command-runner.ts';
import { type CommandResult, useCommand } from './use-command.ts';

const updateNotificationPreferences: Command<UpdateNotificationPreferencesInput, NotificationPreferences> = {
  name: 'updateNotificationPreferences',
  needsRevision: false,
  send: (adapter, variables, { idempotencyKey }) =>
    adapter.updateNotificationPreferences(variables, { idempotencyKey }),
  settle: async ({ ownerKey, queryClient }, preferences) => {
    queryClient.setQueryData(billingKeys.notificationPreferences(ownerKey), preferences);
  },
};

/** Switches mails of one kind on or off for the signed-in person, and shows the answer at once. */
export function useUpdateNotificationPreferences(): CommandResult<
  NotificationPreferences,
  UpdateNotificationPreferencesInput
> {
  return useCommand(updateNotificationPreferences);
}
