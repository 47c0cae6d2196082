import type { BillingEvent, BillingStore, Mailer } from '../ports/index.ts';

/** Who takes what leaves through the outbox. */
export interface MessageHandlers {
  /** Hands a mail over, as {@link Mailer} says. `null` when no mails are sent. */
  deliverMail: Mailer['deliverMail'] | null;
  /** Who a mail is for. `null` when that is for `deliverMail` to know. */
  listMailRecipients: Mailer['listMailRecipients'] | null;
  /** Tells the host. Rejects to be tried again. `null` when the host does not listen. */
  onEvent: ((event: BillingEvent) => Promise<void> | void) | null;
}

/** The store, whose transactions leave out messages that nobody takes: they would be written only to be parked. */
export function withoutUnwanted(
  store: BillingStore,
  { deliverMail, onEvent }: Pick<MessageHandlers, 'deliverMail' | 'onEvent'>,
): BillingStore {
  const isWanted = { live: true, mail: deliverMail !== null, callback: onEvent !== null };
  if (isWanted.mail && isWanted.callback) return store;
  return withMembers(store, {
    transaction: (run) =>
      store.transaction((transaction) =>
        run(
          withMembers(transaction, {
            enqueueMessage: async (key, message) => {
              if (isWanted[message.kind]) await transaction.enqueueMessage(key, message);
            },
          }),
        ),
      ),
  });
}

// A copy would lose what a store of a class inherits.
function withMembers<Target extends object>(target: Target, members: Partial<Target>): Target {
  return new Proxy(target, {
    get(_, name) {
      if (name in members) return Reflect.get(members, name);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
