import type { Permission, Role } from '../core/index.ts';
import type { CatalogDefinition } from './catalog/define-catalog.ts';
import type { PricedCatalog } from './catalog/priced-catalog.ts';
import type { Schedule } from './jobs/schedule-options.ts';
import type { Logger } from './logger.ts';
import type { OneByOne } from './one-by-one.ts';
import type { BillingSession, BillingStore, Clock, PaymentProvider, ReconcileReport } from './ports/index.ts';
import type { RecentKeys } from './recent-keys.ts';
import type { Telemetry } from './telemetry/index.ts';
import type { MessageHandlers } from './work/message-handlers.ts';

/** What everything on the server works with. */
export interface ServerContext extends MessageHandlers {
  store: BillingStore;
  /** Already wrapped: reads are retried, a failing provider is left alone for a while. */
  provider: PaymentProvider;
  definition: CatalogDefinition;
  clock: Clock;
  logger: Logger;
  telemetry: Telemetry;
  /** What is done by itself, and when. */
  schedule: Schedule;
  /** How many months a pause may last. */
  pauseMonths: readonly number[];
  /** For how many days a payment that failed leaves access as it is. */
  graceDays: number;
  appUrl: URL;
  /** Our endpoint as the provider knows it. */
  webhookUrl: string;
  externalIdOf: (owner: BillingSession['owner']) => string;
  permissionsOf: (role: Role) => readonly Permission[];
  readCatalog: () => Promise<PricedCatalog>;
  /** The way out that mails take one by one, each with the record that it has left. */
  mailExit: OneByOne;
  /** Invoices whose document was asked for a moment ago. */
  documentRequests: RecentKeys;
  /** Attempts to collect that have passed and whose outcome was asked for a moment ago. */
  passedAttempts: RecentKeys;
  /** Reads from the provider what the mirror may have missed; calls at the same time share one run. */
  reconcile: () => Promise<ReconcileReport>;
  /** Tells the workers that something was queued. */
  wake: { inbox(): void; outbox(): void; jobs(): void };
}

/** Who asks, and for whom. Made from the session and nothing else. */
export interface Caller {
  session: BillingSession;
  /** The owner's key at the provider and in the mirror. */
  externalId: string;
  permissions: readonly Permission[];
  /** `null` when no trusted proxy says it. */
  ipAddress: string | null;
  /** As the browser names itself; nothing is decided by it. */
  userAgent: string | null;
}
