import type { PaymentMethod } from './billing.ts';
import type { Instant } from './instant.ts';

/** A payment method on file. */
export interface SavedPaymentMethod extends PaymentMethod {
  /** Whether it is the one that is charged. */
  isDefault: boolean;
  /** `false` for the default of a subscription that is billed: another has to become the default first. */
  isRemovable: boolean;
}

/** Every payment method on file, the default first. */
export interface PaymentMethodList {
  asOf: Instant;
  items: SavedPaymentMethod[];
}

/** The provider's page where payment methods are added. */
export interface PaymentMethodsPage {
  /** Opens for this person alone, and for a short time: send them there at once, and keep it nowhere. */
  url: string;
  expiresAt: Instant;
}
