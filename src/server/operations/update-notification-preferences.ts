import { BillingError, isRequiredNotification } from '../../core/index.ts';
import { auditAct } from '../commands/audit-command.ts';
import type { Command } from '../commands/command.ts';
import { readPreferences } from './get-notification-preferences.ts';

/** `POST /update-notification-preferences`: switches mails of one kind on or off, for the caller alone. */
export const updateNotificationPreferences: Command<'updateNotificationPreferences'> = {
  async run({ kind, isWanted }, caller, { clock }) {
    if (!isWanted && isRequiredNotification(kind)) {
      throw new BillingError('invalid_request', {
        message: 'These e-mails cannot be switched off: they are owed to whoever manages billing.',
        field: 'kind',
      });
    }
    const { externalId, session } = caller;
    const { userId } = session;
    return {
      outcome: {},
      snapshots: [],
      audit: [],
      write: async (transaction) => {
        const before = await transaction.saveNotificationChoice(externalId, { userId, kind, isWanted });
        const wasWanted = before ?? true;
        if (wasWanted === isWanted) return;
        const act = {
          action: 'notification_preferences.updated',
          subjectId: userId,
          details: { kind },
          before: { isWanted: wasWanted },
          after: { isWanted },
        };
        await auditAct(transaction, act, caller, clock.now());
      },
    };
  },
  answer: (_outcome, caller, context) => readPreferences(caller, context),
};
