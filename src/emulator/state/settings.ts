import type { models } from '@polar-sh/sdk/2026-10';

/** When a fault of the deliveries strikes. */
export interface Fault {
  /** How often it still strikes; `null` for always. */
  times: number | null;
  /** The types of events it strikes; `null` for all. */
  types: models.WebhookEventType[] | null;
}

/** A fault that takes time, in milliseconds of the clock that retries follow. */
export interface DelayFault extends Fault {
  ms: number;
}

/** A clock that is wrong by some seconds: ahead when positive. */
export interface SkewFault extends Fault {
  seconds: number;
}

/** What can go wrong with deliveries; `null` is off. */
export interface Faults {
  /** Events: lost on their way, without an attempt. */
  drop: Fault | null;
  /** Events: delivered twice. */
  duplicate: Fault | null;
  /** Events: first tried later; those behind it wait with it, a minute at most. */
  delay: DelayFault | null;
  /** Events: first tried later, and overtaken by the others. With 0 ms: by those of the same change. */
  reorder: DelayFault | null;
  /** Attempts: signed with another secret. */
  wrongSignature: Fault | null;
  /** Attempts: `webhook-timestamp` is off, and signed so. */
  clockSkew: SkewFault | null;
  /** Attempts: the second half of the body is missing. */
  truncatedBody: Fault | null;
  /** Attempts: of a type that no SDK knows. */
  unknownType: Fault | null;
  /** Attempts: every object in `data` has a field more. */
  unknownFields: Fault | null;
  /** Attempts: enums in `data` have a value that no SDK knows. */
  unknownValues: Fault | null;
  /** Attempts: nobody answers; nothing arrives. */
  networkError: Fault | null;
  /** Attempts: it arrives, but the answer comes too late. Nobody waits for that in real time. */
  timeout: Fault | null;
}

/** Whose limits of requests hold: nobody's, those of Polar's sandbox, or those of production. */
export type RateLimit = 'off' | 'sandbox' | 'production';

/** What tests and people may switch at run time. */
export interface SettingsRow {
  id: 'settings';
  /** Whether the private preview endpoints answer. */
  changePreview: boolean;
  /** Whether the hosted checkout refuses to be shown in a frame, as where the host is not on Polar's list. */
  refuseEmbedding: boolean;
  invoiceDelayMs: number;
  rateLimit: RateLimit;
  faults: Faults;
}

/** The switches of a new state. */
export const defaultSettings: SettingsRow = {
  id: 'settings',
  changePreview: true,
  refuseEmbedding: false,
  invoiceDelayMs: 250,
  rateLimit: 'off',
  faults: {
    drop: null,
    duplicate: null,
    delay: null,
    reorder: null,
    wrongSignature: null,
    clockSkew: null,
    truncatedBody: null,
    unknownType: null,
    unknownFields: null,
    unknownValues: null,
    networkError: null,
    timeout: null,
  },
};
