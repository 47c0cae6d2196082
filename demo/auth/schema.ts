import { boolean, pgSchema, text, timestamp } from 'drizzle-orm/pg-core';

/** TenderTrack's own tables are in a schema of their own, beside Floe's. */
export const SCHEMA = 'tendertrack';

const tendertrack = pgSchema(SCHEMA);

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const createdAt = at('created_at').notNull().defaultNow();
const updatedAt = at('updated_at').notNull().defaultNow();

export const user = tendertrack.table('user', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  /** The language they read mails in; `null` until they chose one. */
  locale: text('locale'),
  createdAt,
  updatedAt,
});

const userId = () =>
  text('user_id')
    .notNull()
    .references(() => user.id, { onDelete: 'cascade' });

export const session = tendertrack.table('session', {
  id: text('id').primaryKey(),
  token: text('token').notNull().unique(),
  userId: userId(),
  expiresAt: at('expires_at').notNull(),
  ipAddress: text('ip_address'),
  userAgent: text('user_agent'),
  activeOrganizationId: text('active_organization_id'),
  createdAt,
  updatedAt,
});

export const account = tendertrack.table('account', {
  id: text('id').primaryKey(),
  accountId: text('account_id').notNull(),
  providerId: text('provider_id').notNull(),
  userId: userId(),
  accessToken: text('access_token'),
  refreshToken: text('refresh_token'),
  idToken: text('id_token'),
  accessTokenExpiresAt: at('access_token_expires_at'),
  refreshTokenExpiresAt: at('refresh_token_expires_at'),
  scope: text('scope'),
  password: text('password'),
  createdAt,
  updatedAt,
});

export const verification = tendertrack.table('verification', {
  id: text('id').primaryKey(),
  identifier: text('identifier').notNull(),
  value: text('value').notNull(),
  expiresAt: at('expires_at').notNull(),
  createdAt,
  updatedAt,
});

export const organization = tendertrack.table('organization', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  slug: text('slug').notNull().unique(),
  logo: text('logo'),
  metadata: text('metadata'),
  billingEmail: text('billing_email'),
  createdAt,
});

const organizationId = () =>
  text('organization_id')
    .notNull()
    .references(() => organization.id, { onDelete: 'cascade' });

export const member = tendertrack.table('member', {
  id: text('id').primaryKey(),
  organizationId: organizationId(),
  userId: userId(),
  role: text('role').notNull(),
  createdAt,
});

export const invitation = tendertrack.table('invitation', {
  id: text('id').primaryKey(),
  organizationId: organizationId(),
  email: text('email').notNull(),
  role: text('role'),
  status: text('status').notNull().default('pending'),
  expiresAt: at('expires_at').notNull(),
  inviterId: text('inviter_id')
    .notNull()
    .references(() => user.id, { onDelete: 'cascade' }),
  createdAt,
});
