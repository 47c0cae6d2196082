CREATE SCHEMA IF NOT EXISTS "floe_billing";
--> statement-breakpoint
CREATE TABLE "floe_billing"."billing_audit_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "floe_billing"."billing_audit_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"external_id" text,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject_id" text,
	"details" jsonb NOT NULL,
	"at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "floe_billing"."checkout_intents" (
	"checkout_id" text PRIMARY KEY NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "floe_billing"."checkout_intents_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"external_id" text NOT NULL,
	"price_id" text NOT NULL,
	"product_id" text NOT NULL,
	"currency" char(3) NOT NULL,
	"return_path" text NOT NULL,
	"expires_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "floe_billing"."checkouts" (
	"id" text PRIMARY KEY NOT NULL,
	"external_customer_id" text,
	"product_id" text,
	"status" text NOT NULL,
	"url" text NOT NULL,
	"currency" char(3) NOT NULL,
	"subscription_id" text,
	"expires_at" timestamp(6) with time zone NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"modified_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "checkouts_status_check" CHECK ("floe_billing"."checkouts"."status" in ('open', 'expired', 'confirmed', 'succeeded', 'failed')),
	CONSTRAINT "checkouts_currency_check" CHECK ("floe_billing"."checkouts"."currency" ~ '^[A-Z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "floe_billing"."customers" (
	"id" text PRIMARY KEY NOT NULL,
	"external_id" text,
	"type" text NOT NULL,
	"name" text,
	"email" text,
	"billing_name" text,
	"has_billing_address" boolean NOT NULL,
	"default_payment_method_id" text,
	"created_at" timestamp(6) with time zone NOT NULL,
	"modified_at" timestamp(6) with time zone NOT NULL,
	"deleted_at" timestamp(6) with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customers_type_check" CHECK ("floe_billing"."customers"."type" in ('individual', 'team'))
);
--> statement-breakpoint
CREATE TABLE "floe_billing"."idempotency_keys" (
	"external_id" text NOT NULL,
	"key" text NOT NULL,
	"operation" text NOT NULL,
	"input_hash" text NOT NULL,
	"state" text DEFAULT 'running' NOT NULL,
	"lease_expires_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"status" integer,
	"body" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_external_id_key_pk" PRIMARY KEY("external_id","key"),
	CONSTRAINT "idempotency_keys_state_check" CHECK ("floe_billing"."idempotency_keys"."state" in ('running', 'finished')),
	CONSTRAINT "idempotency_keys_outcome_check" CHECK (("floe_billing"."idempotency_keys"."state" = 'finished') = ("floe_billing"."idempotency_keys"."finished_at" is not null and "floe_billing"."idempotency_keys"."status" is not null))
);
--> statement-breakpoint
CREATE TABLE "floe_billing"."invoices" (
	"id" text PRIMARY KEY NOT NULL,
	"customer_id" text NOT NULL,
	"subscription_id" text,
	"product_id" text,
	"checkout_id" text,
	"description" text NOT NULL,
	"number" text,
	"status" text NOT NULL,
	"billing_reason" text NOT NULL,
	"currency" char(3) NOT NULL,
	"subtotal_amount" bigint NOT NULL,
	"discount_amount" bigint NOT NULL,
	"tax_amount" bigint NOT NULL,
	"total_amount" bigint NOT NULL,
	"applied_balance_amount" bigint NOT NULL,
	"due_amount" bigint NOT NULL,
	"refunded_amount" bigint NOT NULL,
	"next_payment_attempt_at" timestamp(6) with time zone,
	"is_document_ready" boolean NOT NULL,
	"lines" jsonb NOT NULL,
	"failed_attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"modified_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invoices_status_check" CHECK ("floe_billing"."invoices"."status" in ('draft', 'pending', 'paid', 'refunded', 'partially_refunded', 'void')),
	CONSTRAINT "invoices_currency_check" CHECK ("floe_billing"."invoices"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "invoices_failed_attempts_check" CHECK ("floe_billing"."invoices"."failed_attempts" >= 0)
);
--> statement-breakpoint
CREATE TABLE "floe_billing"."jobs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "floe_billing"."jobs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"group" text,
	"state" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"leased_until" timestamp with time zone,
	"last_error" text,
	"enqueued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"payload" text NOT NULL,
	CONSTRAINT "jobs_key_unique" UNIQUE("key"),
	CONSTRAINT "jobs_state_check" CHECK ("floe_billing"."jobs"."state" in ('pending', 'done', 'parked')),
	CONSTRAINT "jobs_attempts_check" CHECK ("floe_billing"."jobs"."attempts" >= 0),
	CONSTRAINT "jobs_finished_check" CHECK (("floe_billing"."jobs"."state" = 'done') = ("floe_billing"."jobs"."finished_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "floe_billing"."outbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "floe_billing"."outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"group" text,
	"state" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"leased_until" timestamp with time zone,
	"last_error" text,
	"enqueued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"payload" text NOT NULL,
	CONSTRAINT "outbox_key_unique" UNIQUE("key"),
	CONSTRAINT "outbox_state_check" CHECK ("floe_billing"."outbox"."state" in ('pending', 'done', 'parked')),
	CONSTRAINT "outbox_attempts_check" CHECK ("floe_billing"."outbox"."attempts" >= 0),
	CONSTRAINT "outbox_finished_check" CHECK (("floe_billing"."outbox"."state" = 'done') = ("floe_billing"."outbox"."finished_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "floe_billing"."owners" (
	"external_id" text PRIMARY KEY NOT NULL,
	"version" bigint DEFAULT 0 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "floe_billing"."payment_methods" (
	"id" text PRIMARY KEY NOT NULL,
	"customer_id" text NOT NULL,
	"type" text NOT NULL,
	"brand" text,
	"last4" text,
	"expiry_month" integer,
	"expiry_year" integer,
	"is_default" boolean NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payment_methods_expiry_month_check" CHECK ("floe_billing"."payment_methods"."expiry_month" between 1 and 12)
);
--> statement-breakpoint
CREATE TABLE "floe_billing"."products" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"is_archived" boolean NOT NULL,
	"interval" text,
	"interval_count" integer NOT NULL,
	"trial_interval" text,
	"trial_interval_count" integer NOT NULL,
	"prices" jsonb NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"modified_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "products_interval_check" CHECK ("floe_billing"."products"."interval" in ('day', 'week', 'month', 'year')),
	CONSTRAINT "products_trial_interval_check" CHECK ("floe_billing"."products"."trial_interval" in ('day', 'week', 'month', 'year'))
);
--> statement-breakpoint
CREATE TABLE "floe_billing"."quotes" (
	"id" text PRIMARY KEY NOT NULL,
	"external_id" text NOT NULL,
	"subscription_id" text NOT NULL,
	"product_id" text NOT NULL,
	"proration" text NOT NULL,
	"expires_at" timestamp(6) with time zone NOT NULL,
	"basis" text NOT NULL,
	"quote" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "floe_billing"."subscriptions" (
	"id" text PRIMARY KEY NOT NULL,
	"customer_id" text NOT NULL,
	"product_id" text NOT NULL,
	"status" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"interval" text NOT NULL,
	"interval_count" integer NOT NULL,
	"seats" integer,
	"started_at" timestamp(6) with time zone,
	"current_period_start" timestamp(6) with time zone NOT NULL,
	"current_period_end" timestamp(6) with time zone NOT NULL,
	"trial_start" timestamp(6) with time zone,
	"trial_end" timestamp(6) with time zone,
	"cancel_at_period_end" boolean NOT NULL,
	"canceled_at" timestamp(6) with time zone,
	"ends_at" timestamp(6) with time zone,
	"ended_at" timestamp(6) with time zone,
	"past_due_at" timestamp(6) with time zone,
	"pause_at_period_end" boolean NOT NULL,
	"paused_at" timestamp(6) with time zone,
	"resumes_at" timestamp(6) with time zone,
	"pending_change" jsonb,
	"checkout_id" text,
	"created_at" timestamp(6) with time zone NOT NULL,
	"modified_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "subscriptions_status_check" CHECK ("floe_billing"."subscriptions"."status" in ('incomplete', 'incomplete_expired', 'trialing', 'active', 'past_due', 'canceled', 'unpaid', 'paused')),
	CONSTRAINT "subscriptions_interval_check" CHECK ("floe_billing"."subscriptions"."interval" in ('day', 'week', 'month', 'year')),
	CONSTRAINT "subscriptions_interval_count_check" CHECK ("floe_billing"."subscriptions"."interval_count" > 0),
	CONSTRAINT "subscriptions_currency_check" CHECK ("floe_billing"."subscriptions"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "subscriptions_period_check" CHECK ("floe_billing"."subscriptions"."current_period_start" <= "floe_billing"."subscriptions"."current_period_end")
);
--> statement-breakpoint
CREATE TABLE "floe_billing"."webhook_inbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "floe_billing"."webhook_inbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"group" text,
	"state" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"leased_until" timestamp with time zone,
	"last_error" text,
	"enqueued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"payload" "bytea" NOT NULL,
	"event_type" text,
	"external_id" text,
	CONSTRAINT "webhook_inbox_key_unique" UNIQUE("key"),
	CONSTRAINT "webhook_inbox_state_check" CHECK ("floe_billing"."webhook_inbox"."state" in ('pending', 'done', 'parked')),
	CONSTRAINT "webhook_inbox_attempts_check" CHECK ("floe_billing"."webhook_inbox"."attempts" >= 0),
	CONSTRAINT "webhook_inbox_finished_check" CHECK (("floe_billing"."webhook_inbox"."state" = 'done') = ("floe_billing"."webhook_inbox"."finished_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "floe_billing"."checkout_intents" ADD CONSTRAINT "checkout_intents_external_id_owners_external_id_fk" FOREIGN KEY ("external_id") REFERENCES "floe_billing"."owners"("external_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "floe_billing"."customers" ADD CONSTRAINT "customers_external_id_owners_external_id_fk" FOREIGN KEY ("external_id") REFERENCES "floe_billing"."owners"("external_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "floe_billing"."idempotency_keys" ADD CONSTRAINT "idempotency_keys_external_id_owners_external_id_fk" FOREIGN KEY ("external_id") REFERENCES "floe_billing"."owners"("external_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "floe_billing"."invoices" ADD CONSTRAINT "invoices_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "floe_billing"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "floe_billing"."payment_methods" ADD CONSTRAINT "payment_methods_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "floe_billing"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "floe_billing"."quotes" ADD CONSTRAINT "quotes_external_id_owners_external_id_fk" FOREIGN KEY ("external_id") REFERENCES "floe_billing"."owners"("external_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "floe_billing"."subscriptions" ADD CONSTRAINT "subscriptions_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "floe_billing"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "billing_audit_log_external_id_idx" ON "floe_billing"."billing_audit_log" USING btree ("external_id","at","id");--> statement-breakpoint
CREATE INDEX "checkout_intents_external_id_idx" ON "floe_billing"."checkout_intents" USING btree ("external_id","position");--> statement-breakpoint
CREATE INDEX "customers_external_id_idx" ON "floe_billing"."customers" USING btree ("external_id");--> statement-breakpoint
CREATE UNIQUE INDEX "idempotency_keys_running_idx" ON "floe_billing"."idempotency_keys" USING btree ("external_id") WHERE "floe_billing"."idempotency_keys"."state" = 'running';--> statement-breakpoint
CREATE INDEX "invoices_customer_id_created_at_idx" ON "floe_billing"."invoices" USING btree ("customer_id","created_at","id");--> statement-breakpoint
CREATE INDEX "invoices_pending_idx" ON "floe_billing"."invoices" USING btree ("customer_id","created_at") WHERE "floe_billing"."invoices"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "jobs_due_idx" ON "floe_billing"."jobs" USING btree ("due_at","id") WHERE "floe_billing"."jobs"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "jobs_group_idx" ON "floe_billing"."jobs" USING btree ("group","id") WHERE "floe_billing"."jobs"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "jobs_parked_idx" ON "floe_billing"."jobs" USING btree ("id") WHERE "floe_billing"."jobs"."state" = 'parked';--> statement-breakpoint
CREATE INDEX "outbox_due_idx" ON "floe_billing"."outbox" USING btree ("due_at","id") WHERE "floe_billing"."outbox"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "outbox_group_idx" ON "floe_billing"."outbox" USING btree ("group","id") WHERE "floe_billing"."outbox"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "outbox_parked_idx" ON "floe_billing"."outbox" USING btree ("id") WHERE "floe_billing"."outbox"."state" = 'parked';--> statement-breakpoint
CREATE INDEX "payment_methods_customer_id_idx" ON "floe_billing"."payment_methods" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "quotes_external_id_idx" ON "floe_billing"."quotes" USING btree ("external_id","expires_at");--> statement-breakpoint
CREATE INDEX "subscriptions_customer_id_idx" ON "floe_billing"."subscriptions" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "subscriptions_checkout_id_idx" ON "floe_billing"."subscriptions" USING btree ("checkout_id");--> statement-breakpoint
CREATE INDEX "webhook_inbox_due_idx" ON "floe_billing"."webhook_inbox" USING btree ("due_at","id") WHERE "floe_billing"."webhook_inbox"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "webhook_inbox_group_idx" ON "floe_billing"."webhook_inbox" USING btree ("group","id") WHERE "floe_billing"."webhook_inbox"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "webhook_inbox_parked_idx" ON "floe_billing"."webhook_inbox" USING btree ("id") WHERE "floe_billing"."webhook_inbox"."state" = 'parked';