import type { BillingAdapter } from '../../contract/index.ts';

/**
 * Who acts in a case: one person of each role in an organization, the owner of another organization, and somebody
 * who is not signed in.
 */
export type ConformancePerson = 'owner' | 'admin' | 'manager' | 'member' | 'other_owner' | 'nobody';

/** What a card does: pays, is declined at once, or is accepted and declined at its first charge. */
export type ConformanceCard = 'pays' | 'declined' | 'declined_later';

/**
 * A billing server as a case finds it: nobody has bought anything, and the catalog sells at least two plans, by the
 * month and by the year, each with a trial.
 */
export interface BillingAdapterSubject {
  adapterFor(person: ConformancePerson): BillingAdapter;
  /** Does what a person does on the hosted page. Resolves as well when the card is declined. */
  payCheckout(url: string, card: ConformanceCard): Promise<void>;
  /** Does what the owner does in the provider's portal: puts a card on file and makes it the default. */
  replaceCard(card: Exclude<ConformanceCard, 'declined'>): Promise<void>;
  /** Moves business time on by an ISO 8601 duration, with everything that falls due. */
  advance(duration: string): Promise<void>;
  /** Resolves when everything the provider had to tell was delivered and applied. */
  settled(): Promise<void>;
}
