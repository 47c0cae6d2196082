import type { IntakeWatch } from '../webhooks/intake-health.ts';
import type { Telemetry } from './create-telemetry.ts';

/** The watch over webhooks, each thing that it notes also counted. */
export function observeIntake(watch: IntakeWatch, telemetry: Telemetry): IntakeWatch {
  return {
    read: watch.read,
    noteRefused() {
      telemetry.count('floe.webhook.received', { outcome: 'refused' });
      watch.noteRefused();
    },
    noteOldSecret(secretIndex) {
      telemetry.count('floe.webhook.old_secret');
      watch.noteOldSecret(secretIndex);
    },
    noteStored(outcome) {
      telemetry.count('floe.webhook.received', { outcome });
      watch.noteStored(outcome);
    },
  };
}
