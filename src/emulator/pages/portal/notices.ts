/** What the portal says after something went well. The texts stand here: a browser only ever names one. */
export const notices = {
  card_added: 'The card was added.',
  card_default: 'The card will be charged from now on.',
  card_paid: 'The card will be charged from now on, and what was past due has been paid.',
  card_declined:
    'The card will be charged from now on, but it did not pay what is past due. Try another card, or try again later.',
  card_removed: 'The card was removed.',
  details_saved: 'Your billing details were saved.',
  email_requested: 'Almost there: open the link in the mail to your new address.',
  email_changed: 'Your email address was changed.',
  canceled: 'Your subscription is canceled. It goes on until the end of the period you paid for.',
  kept: 'Your subscription goes on.',
  plan_changed: 'Your plan was changed.',
  change_planned: 'The change is planned for the end of the period.',
  change_dropped: 'The planned change was dropped.',
  quantity_changed: 'Your subscription was changed.',
  pause_planned: 'Your subscription will pause at the end of the period.',
  pause_dropped: 'Your subscription will not pause.',
  resumed: 'Your subscription is active again.',
  seat_invited: 'The invitation was sent.',
  seat_resent: 'The invitation was sent once more.',
  seat_revoked: 'The seat is free again.',
  seat_claimed: 'The seat is yours.',
  order_paid: 'Thank you: the order is paid.',
} as const;

/** The name of something that went well. */
export type NoticeName = keyof typeof notices;

/** Reads a notice's name; `null` for what is none. */
export function readNotice(name: string | undefined): NoticeName | null {
  const found = Object.keys(notices).find((one) => one === name);
  // The key was found among the table's own.
  return (found as NoticeName | undefined) ?? null;
}
