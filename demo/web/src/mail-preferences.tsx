import { useNotificationPreferences, useUpdateNotificationPreferences } from 'floe-billing';

const WORDS = {
  welcome: 'A plan has started',
  receipt: 'Receipts',
  refund: 'Refunds',
  payment_failed: 'A payment has failed',
  card_expiring: 'A card is about to expire',
  trial_ending: 'A trial is about to end',
  renewal_ahead: 'A long renewal is ahead',
  plan_changed: 'The plan has changed',
  cancellation_confirmed: 'A cancellation',
  paused: 'A pause',
  resumed: 'The end of a pause, or of a cancellation',
} as const;

/** Which mails whoever is signed in wants: what is owed cannot be switched off, and is shown to be so. */
export function MailPreferences() {
  const { data } = useNotificationPreferences();
  const update = useUpdateNotificationPreferences();
  if (data === undefined || !data.isRecipient) return null;
  return (
    <section className="panel mail-preferences" aria-labelledby="mail-preferences">
      <h2 id="mail-preferences">What you are written to about</h2>
      <p className="muted">What is ticked and gray is owed to you, and cannot be switched off.</p>
      {update.error === null ? null : (
        <p role="alert" className="failure">
          That could not be kept. Try again.
        </p>
      )}
      <ul className="mail-kinds">
        {data.preferences.map(({ kind, isWanted, isRequired }) => (
          <li key={kind}>
            <label>
              <input
                type="checkbox"
                checked={isWanted}
                disabled={isRequired || update.isPending}
                onChange={(event) => update.mutate({ kind, isWanted: event.target.checked })}
              />
              {WORDS[kind]}
            </label>
          </li>
        ))}
      </ul>
    </section>
  );
}
