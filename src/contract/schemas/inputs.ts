import { z } from 'zod';
import {
  CANCELLATION_COMMENT_MAX_LENGTH,
  CANCELLATION_REASONS,
  INVOICE_STATUSES,
  MAX_PAUSE_MONTHS,
  NOTIFICATION_KINDS,
} from '../../core/index.ts';
import type { AuditFilterInput } from '../inputs.ts';
import type { OperationInput, OperationName } from '../operations.ts';

// PostgreSQL's text holds no NUL, and no id, path or search has a control character.
const line = z.string().regex(/^\P{Cc}*$/u, 'Leave control characters out.');

// Longer than any id the server gives out; keeps junk out of the database and the logs.
const id = line.min(1).max(200);
const currency = z.string().regex(/^[A-Z]{3}$/, 'Give an ISO 4217 code in upper case, such as USD.');
const revision = z.string().min(1).max(500);

// A second slash or a backslash would let a browser read the path as another host.
const returnPath = line
  .max(2000)
  .regex(/^\/(?![/\\])[^\\\s]*$/, 'Give a path of the app that starts with one slash.');

// PostgreSQL has no year 0, and a business no year before 1000.
const instant = z.iso
  .datetime()
  .max(40)
  .refine((at) => at >= '1000', 'Give a year of four digits.');

const auditFilter = {
  actor: id.optional(),
  action: id.optional(),
  subjectId: id.optional(),
  from: instant.optional(),
  until: instant.optional(),
};

// In a URL it is text.
const yes = z.union([z.literal(true), z.literal('true')]).transform(() => true as const);

const noInput = z.strictObject({});

/** Which entries the export of the audit log holds. */
export const auditFilterSchema = z.strictObject(auditFilter) satisfies z.ZodType<AuditFilterInput>;

/**
 * The input of each operation, strict: unknown members are refused.
 * Numbers of queries arrive as text in the URL, so those are coerced.
 */
export const operationInputs = {
  getCatalog: z.strictObject({ currency: currency.optional() }),
  getBilling: noInput,
  listInvoices: z.strictObject({
    cursor: z.string().min(1).max(500).optional(),
    limit: z.coerce.number().int().min(1).max(100).optional(),
    status: z.enum(INVOICE_STATUSES).optional(),
    search: line.trim().max(200).optional(),
  }),
  getInvoiceDocument: z.strictObject({ invoiceId: id }),
  listPaymentMethods: noInput,
  previewChange: z.union([z.strictObject({ priceId: id }), z.strictObject({ resume: yes })]),
  getCancelOptions: noInput,
  getCheckout: z.strictObject({ checkoutId: id }),
  getNotificationPreferences: noInput,
  listAuditEntries: z.strictObject({
    ...auditFilter,
    cursor: z.string().min(1).max(500).optional(),
    limit: z.coerce.number().int().min(1).max(100).optional(),
  }),
  startCheckout: z.strictObject({ priceId: id, currency: currency.optional(), returnPath }),
  changeSubscription: z.strictObject({ quoteId: id, revision }),
  dropScheduledChange: z.strictObject({ revision }),
  cancelSubscription: z.strictObject({
    revision,
    reason: z.enum(CANCELLATION_REASONS),
    comment: z
      .string()
      .regex(/^[^\0]*$/, 'Leave NUL characters out.')
      .trim()
      .max(CANCELLATION_COMMENT_MAX_LENGTH)
      .optional(),
  }),
  uncancelSubscription: z.strictObject({ revision }),
  pauseSubscription: z.strictObject({ revision, months: z.int().min(1).max(MAX_PAUSE_MONTHS) }),
  dropScheduledPause: z.strictObject({ revision }),
  addPaymentMethod: z.strictObject({ returnPath }),
  setDefaultPaymentMethod: z.strictObject({ paymentMethodId: id, revision }),
  removePaymentMethod: z.strictObject({ paymentMethodId: id, revision }),
  retryPayment: z.strictObject({ paymentMethodId: id, revision }),
  updateNotificationPreferences: z.strictObject({ kind: z.enum(NOTIFICATION_KINDS), isWanted: z.boolean() }),
} satisfies { [Name in OperationName]: z.ZodType<OperationInput<Name>> };
