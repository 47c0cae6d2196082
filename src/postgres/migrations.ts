// Made by scripts/embed-migrations.ts from src/postgres/migrations. Do not edit.

/** One step of the schema's history. */
export interface Migration {
  /** Milliseconds since 1970; orders the steps. */
  readonly createdAt: number;
  /** SHA-256 of the SQL file. */
  readonly hash: string;
  readonly statements: readonly string[];
}

/** Every step, oldest first. */
export const MIGRATIONS: readonly Migration[] = [
  {
    createdAt: 1795449172481,
    hash: '8d4dcfad5374d470940f0dcc907424c4cb2907ae3e595828b691400f820a3fa8',
    statements: [
      'CREATE SCHEMA IF NOT EXISTS "floe_billing";',
      'CREATE TABLE "floe_billing"."billing_audit_log" (\n\t"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "floe_billing"."billing_audit_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),\n\t"external_id" text,\n\t"actor" text NOT NULL,\n\t"action" text NOT NULL,\n\t"subject_id" text,\n\t"details" jsonb NOT NULL,\n\t"at" timestamp(6) with time zone NOT NULL,\n\t"updated_at" timestamp with time zone DEFAULT now() NOT NULL\n);',
      'CREATE TABLE "floe_billing"."checkout_intents" (\n\t"checkout_id" text PRIMARY KEY NOT NULL,\n\t"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "floe_billing"."checkout_intents_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),\n\t"external_id" text NOT NULL,\n\t"price_id" text NOT NULL,\n\t"product_id" text NOT NULL,\n\t"currency" char(3) NOT NULL,\n\t"return_path" text NOT NULL,\n\t"expires_at" timestamp(6) with time zone NOT NULL,\n\t"updated_at" timestamp with time zone DEFAULT now() NOT NULL\n);',
      'CREATE TABLE "floe_billing"."checkouts" (\n\t"id" text PRIMARY KEY NOT NULL,\n\t"external_customer_id" text,\n\t"product_id" text,\n\t"status" text NOT NULL,\n\t"url" text NOT NULL,\n\t"currency" char(3) NOT NULL,\n\t"subscription_id" text,\n\t"expires_at" timestamp(6) with time zone NOT NULL,\n\t"created_at" timestamp(6) with time zone NOT NULL,\n\t"modified_at" timestamp(6) with time zone NOT NULL,\n\t"updated_at" timestamp with time zone DEFAULT now() NOT NULL,\n\tCONSTRAINT "checkouts_status_check" CHECK ("floe_billing"."checkouts"."status" in (\'open\', \'expired\', \'confirmed\', \'succeeded\', \'failed\')),\n\tCONSTRAINT "checkouts_currency_check" CHECK ("floe_billing"."checkouts"."currency" ~ \'^[A-Z]{3}$\')\n);',
      'CREATE TABLE "floe_billing"."customers" (\n\t"id" text PRIMARY KEY NOT NULL,\n\t"external_id" text,\n\t"type" text NOT NULL,\n\t"name" text,\n\t"email" text,\n\t"billing_name" text,\n\t"has_billing_address" boolean NOT NULL,\n\t"default_payment_method_id" text,\n\t"created_at" timestamp(6) with time zone NOT NULL,\n\t"modified_at" timestamp(6) with time zone NOT NULL,\n\t"deleted_at" timestamp(6) with time zone,\n\t"updated_at" timestamp with time zone DEFAULT now() NOT NULL,\n\tCONSTRAINT "customers_type_check" CHECK ("floe_billing"."customers"."type" in (\'individual\', \'team\'))\n);',
      'CREATE TABLE "floe_billing"."idempotency_keys" (\n\t"external_id" text NOT NULL,\n\t"key" text NOT NULL,\n\t"operation" text NOT NULL,\n\t"input_hash" text NOT NULL,\n\t"state" text DEFAULT \'running\' NOT NULL,\n\t"lease_expires_at" timestamp with time zone NOT NULL,\n\t"finished_at" timestamp with time zone,\n\t"status" integer,\n\t"body" text,\n\t"updated_at" timestamp with time zone DEFAULT now() NOT NULL,\n\tCONSTRAINT "idempotency_keys_external_id_key_pk" PRIMARY KEY("external_id","key"),\n\tCONSTRAINT "idempotency_keys_state_check" CHECK ("floe_billing"."idempotency_keys"."state" in (\'running\', \'finished\')),\n\tCONSTRAINT "idempotency_keys_outcome_check" CHECK (("floe_billing"."idempotency_keys"."state" = \'finished\') = ("floe_billing"."idempotency_keys"."finished_at" is not null and "floe_billing"."idempotency_keys"."status" is not null))\n);',
      'CREATE TABLE "floe_billing"."invoices" (\n\t"id" text PRIMARY KEY NOT NULL,\n\t"customer_id" text NOT NULL,\n\t"subscription_id" text,\n\t"product_id" text,\n\t"checkout_id" text,\n\t"description" text NOT NULL,\n\t"number" text,\n\t"status" text NOT NULL,\n\t"billing_reason" text NOT NULL,\n\t"currency" char(3) NOT NULL,\n\t"subtotal_amount" bigint NOT NULL,\n\t"discount_amount" bigint NOT NULL,\n\t"tax_amount" bigint NOT NULL,\n\t"total_amount" bigint NOT NULL,\n\t"applied_balance_amount" bigint NOT NULL,\n\t"due_amount" bigint NOT NULL,\n\t"refunded_amount" bigint NOT NULL,\n\t"next_payment_attempt_at" timestamp(6) with time zone,\n\t"is_document_ready" boolean NOT NULL,\n\t"lines" jsonb NOT NULL,\n\t"failed_attempts" integer DEFAULT 0 NOT NULL,\n\t"created_at" timestamp(6) with time zone NOT NULL,\n\t"modified_at" timestamp(6) with time zone NOT NULL,\n\t"updated_at" timestamp with time zone DEFAULT now() NOT NULL,\n\tCONSTRAINT "invoices_status_check" CHECK ("floe_billing"."invoices"."status" in (\'draft\', \'pending\', \'paid\', \'refunded\', \'partially_refunded\', \'void\')),\n\tCONSTRAINT "invoices_currency_check" CHECK ("floe_billing"."invoices"."currency" ~ \'^[A-Z]{3}$\'),\n\tCONSTRAINT "invoices_failed_attempts_check" CHECK ("floe_billing"."invoices"."failed_attempts" >= 0)\n);',
      'CREATE TABLE "floe_billing"."jobs" (\n\t"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "floe_billing"."jobs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),\n\t"key" text NOT NULL,\n\t"group" text,\n\t"state" text DEFAULT \'pending\' NOT NULL,\n\t"attempts" integer DEFAULT 0 NOT NULL,\n\t"due_at" timestamp with time zone DEFAULT now() NOT NULL,\n\t"leased_until" timestamp with time zone,\n\t"last_error" text,\n\t"enqueued_at" timestamp with time zone DEFAULT now() NOT NULL,\n\t"finished_at" timestamp with time zone,\n\t"updated_at" timestamp with time zone DEFAULT now() NOT NULL,\n\t"payload" text NOT NULL,\n\tCONSTRAINT "jobs_key_unique" UNIQUE("key"),\n\tCONSTRAINT "jobs_state_check" CHECK ("floe_billing"."jobs"."state" in (\'pending\', \'done\', \'parked\')),\n\tCONSTRAINT "jobs_attempts_check" CHECK ("floe_billing"."jobs"."attempts" >= 0),\n\tCONSTRAINT "jobs_finished_check" CHECK (("floe_billing"."jobs"."state" = \'done\') = ("floe_billing"."jobs"."finished_at" is not null))\n);',
      'CREATE TABLE "floe_billing"."outbox" (\n\t"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "floe_billing"."outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),\n\t"key" text NOT NULL,\n\t"group" text,\n\t"state" text DEFAULT \'pending\' NOT NULL,\n\t"attempts" integer DEFAULT 0 NOT NULL,\n\t"due_at" timestamp with time zone DEFAULT now() NOT NULL,\n\t"leased_until" timestamp with time zone,\n\t"last_error" text,\n\t"enqueued_at" timestamp with time zone DEFAULT now() NOT NULL,\n\t"finished_at" timestamp with time zone,\n\t"updated_at" timestamp with time zone DEFAULT now() NOT NULL,\n\t"payload" text NOT NULL,\n\tCONSTRAINT "outbox_key_unique" UNIQUE("key"),\n\tCONSTRAINT "outbox_state_check" CHECK ("floe_billing"."outbox"."state" in (\'pending\', \'done\', \'parked\')),\n\tCONSTRAINT "outbox_attempts_check" CHECK ("floe_billing"."outbox"."attempts" >= 0),\n\tCONSTRAINT "outbox_finished_check" CHECK (("floe_billing"."outbox"."state" = \'done\') = ("floe_billing"."outbox"."finished_at" is not null))\n);',
      'CREATE TABLE "floe_billing"."owners" (\n\t"external_id" text PRIMARY KEY NOT NULL,\n\t"version" bigint DEFAULT 0 NOT NULL,\n\t"updated_at" timestamp with time zone DEFAULT now() NOT NULL\n);',
      'CREATE TABLE "floe_billing"."payment_methods" (\n\t"id" text PRIMARY KEY NOT NULL,\n\t"customer_id" text NOT NULL,\n\t"type" text NOT NULL,\n\t"brand" text,\n\t"last4" text,\n\t"expiry_month" integer,\n\t"expiry_year" integer,\n\t"is_default" boolean NOT NULL,\n\t"updated_at" timestamp with time zone DEFAULT now() NOT NULL,\n\tCONSTRAINT "payment_methods_expiry_month_check" CHECK ("floe_billing"."payment_methods"."expiry_month" between 1 and 12)\n);',
      'CREATE TABLE "floe_billing"."products" (\n\t"id" text PRIMARY KEY NOT NULL,\n\t"name" text NOT NULL,\n\t"is_archived" boolean NOT NULL,\n\t"interval" text,\n\t"interval_count" integer NOT NULL,\n\t"trial_interval" text,\n\t"trial_interval_count" integer NOT NULL,\n\t"prices" jsonb NOT NULL,\n\t"created_at" timestamp(6) with time zone NOT NULL,\n\t"modified_at" timestamp(6) with time zone NOT NULL,\n\t"updated_at" timestamp with time zone DEFAULT now() NOT NULL,\n\tCONSTRAINT "products_interval_check" CHECK ("floe_billing"."products"."interval" in (\'day\', \'week\', \'month\', \'year\')),\n\tCONSTRAINT "products_trial_interval_check" CHECK ("floe_billing"."products"."trial_interval" in (\'day\', \'week\', \'month\', \'year\'))\n);',
      'CREATE TABLE "floe_billing"."quotes" (\n\t"id" text PRIMARY KEY NOT NULL,\n\t"external_id" text NOT NULL,\n\t"subscription_id" text NOT NULL,\n\t"product_id" text NOT NULL,\n\t"proration" text NOT NULL,\n\t"expires_at" timestamp(6) with time zone NOT NULL,\n\t"basis" text NOT NULL,\n\t"quote" text NOT NULL,\n\t"updated_at" timestamp with time zone DEFAULT now() NOT NULL\n);',
      'CREATE TABLE "floe_billing"."subscriptions" (\n\t"id" text PRIMARY KEY NOT NULL,\n\t"customer_id" text NOT NULL,\n\t"product_id" text NOT NULL,\n\t"status" text NOT NULL,\n\t"amount" bigint NOT NULL,\n\t"currency" char(3) NOT NULL,\n\t"interval" text NOT NULL,\n\t"interval_count" integer NOT NULL,\n\t"seats" integer,\n\t"started_at" timestamp(6) with time zone,\n\t"current_period_start" timestamp(6) with time zone NOT NULL,\n\t"current_period_end" timestamp(6) with time zone NOT NULL,\n\t"trial_start" timestamp(6) with time zone,\n\t"trial_end" timestamp(6) with time zone,\n\t"cancel_at_period_end" boolean NOT NULL,\n\t"canceled_at" timestamp(6) with time zone,\n\t"ends_at" timestamp(6) with time zone,\n\t"ended_at" timestamp(6) with time zone,\n\t"past_due_at" timestamp(6) with time zone,\n\t"pause_at_period_end" boolean NOT NULL,\n\t"paused_at" timestamp(6) with time zone,\n\t"resumes_at" timestamp(6) with time zone,\n\t"pending_change" jsonb,\n\t"checkout_id" text,\n\t"created_at" timestamp(6) with time zone NOT NULL,\n\t"modified_at" timestamp(6) with time zone NOT NULL,\n\t"updated_at" timestamp with time zone DEFAULT now() NOT NULL,\n\tCONSTRAINT "subscriptions_status_check" CHECK ("floe_billing"."subscriptions"."status" in (\'incomplete\', \'incomplete_expired\', \'trialing\', \'active\', \'past_due\', \'canceled\', \'unpaid\', \'paused\')),\n\tCONSTRAINT "subscriptions_interval_check" CHECK ("floe_billing"."subscriptions"."interval" in (\'day\', \'week\', \'month\', \'year\')),\n\tCONSTRAINT "subscriptions_interval_count_check" CHECK ("floe_billing"."subscriptions"."interval_count" > 0),\n\tCONSTRAINT "subscriptions_currency_check" CHECK ("floe_billing"."subscriptions"."currency" ~ \'^[A-Z]{3}$\'),\n\tCONSTRAINT "subscriptions_period_check" CHECK ("floe_billing"."subscriptions"."current_period_start" <= "floe_billing"."subscriptions"."current_period_end")\n);',
      'CREATE TABLE "floe_billing"."webhook_inbox" (\n\t"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "floe_billing"."webhook_inbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),\n\t"key" text NOT NULL,\n\t"group" text,\n\t"state" text DEFAULT \'pending\' NOT NULL,\n\t"attempts" integer DEFAULT 0 NOT NULL,\n\t"due_at" timestamp with time zone DEFAULT now() NOT NULL,\n\t"leased_until" timestamp with time zone,\n\t"last_error" text,\n\t"enqueued_at" timestamp with time zone DEFAULT now() NOT NULL,\n\t"finished_at" timestamp with time zone,\n\t"updated_at" timestamp with time zone DEFAULT now() NOT NULL,\n\t"payload" "bytea" NOT NULL,\n\t"event_type" text,\n\t"external_id" text,\n\tCONSTRAINT "webhook_inbox_key_unique" UNIQUE("key"),\n\tCONSTRAINT "webhook_inbox_state_check" CHECK ("floe_billing"."webhook_inbox"."state" in (\'pending\', \'done\', \'parked\')),\n\tCONSTRAINT "webhook_inbox_attempts_check" CHECK ("floe_billing"."webhook_inbox"."attempts" >= 0),\n\tCONSTRAINT "webhook_inbox_finished_check" CHECK (("floe_billing"."webhook_inbox"."state" = \'done\') = ("floe_billing"."webhook_inbox"."finished_at" is not null))\n);',
      'ALTER TABLE "floe_billing"."checkout_intents" ADD CONSTRAINT "checkout_intents_external_id_owners_external_id_fk" FOREIGN KEY ("external_id") REFERENCES "floe_billing"."owners"("external_id") ON DELETE no action ON UPDATE no action;',
      'ALTER TABLE "floe_billing"."customers" ADD CONSTRAINT "customers_external_id_owners_external_id_fk" FOREIGN KEY ("external_id") REFERENCES "floe_billing"."owners"("external_id") ON DELETE no action ON UPDATE no action;',
      'ALTER TABLE "floe_billing"."idempotency_keys" ADD CONSTRAINT "idempotency_keys_external_id_owners_external_id_fk" FOREIGN KEY ("external_id") REFERENCES "floe_billing"."owners"("external_id") ON DELETE no action ON UPDATE no action;',
      'ALTER TABLE "floe_billing"."invoices" ADD CONSTRAINT "invoices_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "floe_billing"."customers"("id") ON DELETE no action ON UPDATE no action;',
      'ALTER TABLE "floe_billing"."payment_methods" ADD CONSTRAINT "payment_methods_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "floe_billing"."customers"("id") ON DELETE no action ON UPDATE no action;',
      'ALTER TABLE "floe_billing"."quotes" ADD CONSTRAINT "quotes_external_id_owners_external_id_fk" FOREIGN KEY ("external_id") REFERENCES "floe_billing"."owners"("external_id") ON DELETE no action ON UPDATE no action;',
      'ALTER TABLE "floe_billing"."subscriptions" ADD CONSTRAINT "subscriptions_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "floe_billing"."customers"("id") ON DELETE no action ON UPDATE no action;',
      'CREATE INDEX "billing_audit_log_external_id_idx" ON "floe_billing"."billing_audit_log" USING btree ("external_id","at","id");',
      'CREATE INDEX "checkout_intents_external_id_idx" ON "floe_billing"."checkout_intents" USING btree ("external_id","position");',
      'CREATE INDEX "customers_external_id_idx" ON "floe_billing"."customers" USING btree ("external_id");',
      'CREATE UNIQUE INDEX "idempotency_keys_running_idx" ON "floe_billing"."idempotency_keys" USING btree ("external_id") WHERE "floe_billing"."idempotency_keys"."state" = \'running\';',
      'CREATE INDEX "invoices_customer_id_created_at_idx" ON "floe_billing"."invoices" USING btree ("customer_id","created_at","id");',
      'CREATE INDEX "invoices_pending_idx" ON "floe_billing"."invoices" USING btree ("customer_id","created_at") WHERE "floe_billing"."invoices"."status" = \'pending\';',
      'CREATE INDEX "jobs_due_idx" ON "floe_billing"."jobs" USING btree ("due_at","id") WHERE "floe_billing"."jobs"."state" = \'pending\';',
      'CREATE INDEX "jobs_group_idx" ON "floe_billing"."jobs" USING btree ("group","id") WHERE "floe_billing"."jobs"."state" = \'pending\';',
      'CREATE INDEX "jobs_parked_idx" ON "floe_billing"."jobs" USING btree ("id") WHERE "floe_billing"."jobs"."state" = \'parked\';',
      'CREATE INDEX "outbox_due_idx" ON "floe_billing"."outbox" USING btree ("due_at","id") WHERE "floe_billing"."outbox"."state" = \'pending\';',
      'CREATE INDEX "outbox_group_idx" ON "floe_billing"."outbox" USING btree ("group","id") WHERE "floe_billing"."outbox"."state" = \'pending\';',
      'CREATE INDEX "outbox_parked_idx" ON "floe_billing"."outbox" USING btree ("id") WHERE "floe_billing"."outbox"."state" = \'parked\';',
      'CREATE INDEX "payment_methods_customer_id_idx" ON "floe_billing"."payment_methods" USING btree ("customer_id");',
      'CREATE INDEX "quotes_external_id_idx" ON "floe_billing"."quotes" USING btree ("external_id","expires_at");',
      'CREATE INDEX "subscriptions_customer_id_idx" ON "floe_billing"."subscriptions" USING btree ("customer_id");',
      'CREATE INDEX "subscriptions_checkout_id_idx" ON "floe_billing"."subscriptions" USING btree ("checkout_id");',
      'CREATE INDEX "webhook_inbox_due_idx" ON "floe_billing"."webhook_inbox" USING btree ("due_at","id") WHERE "floe_billing"."webhook_inbox"."state" = \'pending\';',
      'CREATE INDEX "webhook_inbox_group_idx" ON "floe_billing"."webhook_inbox" USING btree ("group","id") WHERE "floe_billing"."webhook_inbox"."state" = \'pending\';',
      'CREATE INDEX "webhook_inbox_parked_idx" ON "floe_billing"."webhook_inbox" USING btree ("id") WHERE "floe_billing"."webhook_inbox"."state" = \'parked\';',
    ],
  },
  {
    createdAt: 1795449173874,
    hash: 'e0596e0f8312dfeb70caaeec44e647f77f8e81110da821adf0efae9ade2d2d52',
    statements: [
      'CREATE FUNCTION "floe_billing"."touch_updated_at"() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n\tNEW.updated_at := now();\n\tRETURN NEW;\nEND\n$$;',
      "DO $$\nDECLARE\n\tname text;\nBEGIN\n\tFOR name IN\n\t\tSELECT table_name FROM information_schema.columns\n\t\tWHERE table_schema = 'floe_billing' AND column_name = 'updated_at'\n\tLOOP\n\t\tEXECUTE format(\n\t\t\t'CREATE TRIGGER touch_updated_at BEFORE UPDATE ON \"floe_billing\".%I '\n\t\t\t'FOR EACH ROW EXECUTE FUNCTION \"floe_billing\".\"touch_updated_at\"()',\n\t\t\tname\n\t\t);\n\tEND LOOP;\nEND\n$$;",
    ],
  },
  {
    createdAt: 1795634819598,
    hash: 'a4386814381b44aefd22c9529f480403fec2e12e88596697cc64c590f2a96166',
    statements: [
      'CREATE TABLE "floe_billing"."schedules" (\n\t"name" text PRIMARY KEY NOT NULL,\n\t"swept_until" timestamp(6) with time zone NOT NULL,\n\t"updated_at" timestamp with time zone DEFAULT now() NOT NULL\n);',
      'ALTER TABLE "floe_billing"."webhook_inbox" RENAME COLUMN "event_type" TO "kind";',
      'ALTER TABLE "floe_billing"."jobs" ADD COLUMN "kind" text;',
      'ALTER TABLE "floe_billing"."jobs" ADD COLUMN "external_id" text;',
      'ALTER TABLE "floe_billing"."jobs" ADD COLUMN "lease_id" uuid;',
      'ALTER TABLE "floe_billing"."jobs" ADD COLUMN "outcome" text;',
      'ALTER TABLE "floe_billing"."outbox" ADD COLUMN "kind" text;',
      'ALTER TABLE "floe_billing"."outbox" ADD COLUMN "external_id" text;',
      'ALTER TABLE "floe_billing"."outbox" ADD COLUMN "lease_id" uuid;',
      'ALTER TABLE "floe_billing"."outbox" ADD COLUMN "outcome" text;',
      'ALTER TABLE "floe_billing"."webhook_inbox" ADD COLUMN "lease_id" uuid;',
      'ALTER TABLE "floe_billing"."webhook_inbox" ADD COLUMN "outcome" text;',
      'UPDATE "floe_billing"."webhook_inbox" SET "leased_until" = NULL WHERE "leased_until" IS NOT NULL;',
      'UPDATE "floe_billing"."jobs" SET "kind" = \'refresh_owner\', "leased_until" = NULL;',
      'UPDATE "floe_billing"."outbox" SET "kind" = \'live\', "external_id" = "group", "state" = \'done\', "finished_at" = coalesce("finished_at", now()), "leased_until" = NULL;',
      'CREATE TRIGGER touch_updated_at BEFORE UPDATE ON "floe_billing"."schedules" FOR EACH ROW EXECUTE FUNCTION "floe_billing"."touch_updated_at"();',
      'CREATE INDEX "idempotency_keys_finished_idx" ON "floe_billing"."idempotency_keys" USING btree ("finished_at") WHERE "floe_billing"."idempotency_keys"."state" = \'finished\';',
      'CREATE INDEX "invoices_next_attempt_idx" ON "floe_billing"."invoices" USING btree ("next_payment_attempt_at","id") WHERE "floe_billing"."invoices"."status" = \'pending\' and "floe_billing"."invoices"."next_payment_attempt_at" is not null;',
      'CREATE INDEX "invoices_failing_idx" ON "floe_billing"."invoices" USING btree ("id") WHERE "floe_billing"."invoices"."status" = \'pending\' and "floe_billing"."invoices"."failed_attempts" > 0;',
      'CREATE INDEX "invoices_given_up_idx" ON "floe_billing"."invoices" USING btree ("modified_at","id") WHERE "floe_billing"."invoices"."status" = \'void\' and "floe_billing"."invoices"."failed_attempts" > 0;',
      'CREATE INDEX "jobs_done_idx" ON "floe_billing"."jobs" USING btree ("finished_at") WHERE "floe_billing"."jobs"."state" = \'done\';',
      'CREATE INDEX "outbox_done_idx" ON "floe_billing"."outbox" USING btree ("finished_at") WHERE "floe_billing"."outbox"."state" = \'done\';',
      'CREATE INDEX "outbox_live_idx" ON "floe_billing"."outbox" USING btree ("external_id","id") WHERE "floe_billing"."outbox"."kind" = \'live\';',
      'CREATE INDEX "payment_methods_expiry_idx" ON "floe_billing"."payment_methods" USING btree ("expiry_year","expiry_month","id");',
      'CREATE INDEX "subscriptions_trial_end_idx" ON "floe_billing"."subscriptions" USING btree ("trial_end","id") WHERE "floe_billing"."subscriptions"."trial_end" is not null;',
      'CREATE INDEX "subscriptions_renewal_idx" ON "floe_billing"."subscriptions" USING btree ("current_period_end","id") WHERE "floe_billing"."subscriptions"."status" = \'active\';',
      'CREATE INDEX "webhook_inbox_done_idx" ON "floe_billing"."webhook_inbox" USING btree ("finished_at") WHERE "floe_billing"."webhook_inbox"."state" = \'done\';',
      'ALTER TABLE "floe_billing"."jobs" ADD CONSTRAINT "jobs_lease_check" CHECK (("floe_billing"."jobs"."leased_until" is null) = ("floe_billing"."jobs"."lease_id" is null));',
      'ALTER TABLE "floe_billing"."outbox" ADD CONSTRAINT "outbox_lease_check" CHECK (("floe_billing"."outbox"."leased_until" is null) = ("floe_billing"."outbox"."lease_id" is null));',
      'ALTER TABLE "floe_billing"."webhook_inbox" ADD CONSTRAINT "webhook_inbox_lease_check" CHECK (("floe_billing"."webhook_inbox"."leased_until" is null) = ("floe_billing"."webhook_inbox"."lease_id" is null));',
    ],
  },
  {
    createdAt: 1795653266426,
    hash: 'b7479f8c633172fafc37864d8438a0cfc3d104c49dd750971ae60e7ec37877ef',
    statements: [
      'CREATE TABLE "floe_billing"."notification_preferences" (\n\t"external_id" text NOT NULL,\n\t"user_id" text NOT NULL,\n\t"kind" text NOT NULL,\n\t"is_wanted" boolean NOT NULL,\n\t"updated_at" timestamp with time zone DEFAULT now() NOT NULL,\n\tCONSTRAINT "notification_preferences_external_id_user_id_kind_pk" PRIMARY KEY("external_id","user_id","kind"),\n\tCONSTRAINT "notification_preferences_kind_check" CHECK ("floe_billing"."notification_preferences"."kind" in (\'welcome\', \'receipt\', \'payment_failed\', \'card_expiring\', \'trial_ending\', \'renewal_ahead\', \'plan_changed\', \'cancellation_confirmed\', \'paused\', \'resumed\'))\n);',
      'ALTER TABLE "floe_billing"."notification_preferences" ADD CONSTRAINT "notification_preferences_external_id_owners_external_id_fk" FOREIGN KEY ("external_id") REFERENCES "floe_billing"."owners"("external_id") ON DELETE no action ON UPDATE no action;',
      'CREATE TRIGGER touch_updated_at BEFORE UPDATE ON "floe_billing"."notification_preferences" FOR EACH ROW EXECUTE FUNCTION "floe_billing"."touch_updated_at"();',
    ],
  },
];
