CREATE TABLE "floe_billing"."benefit_grants" (
	"id" text PRIMARY KEY NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"modified_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"customer_id" text NOT NULL,
	"benefit_id" text NOT NULL,
	"member_id" text,
	"subscription_id" text,
	"invoice_id" text,
	"is_granted" boolean NOT NULL,
	"is_revoked" boolean NOT NULL,
	"granted_at" timestamp(6) with time zone,
	"revoked_at" timestamp(6) with time zone
);
--> statement-breakpoint
CREATE TABLE "floe_billing"."benefits" (
	"id" text PRIMARY KEY NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"modified_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"type" text NOT NULL,
	"description" text NOT NULL,
	"is_deleted" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "floe_billing"."customer_meters" (
	"id" text PRIMARY KEY NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"modified_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"customer_id" text NOT NULL,
	"meter_id" text NOT NULL,
	"consumed_units" double precision NOT NULL,
	"credited_units" double precision NOT NULL,
	"balance" double precision NOT NULL
);
--> statement-breakpoint
CREATE TABLE "floe_billing"."discounts" (
	"id" text PRIMARY KEY NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"modified_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text NOT NULL,
	"code" text,
	"type" text NOT NULL,
	"basis_points" integer,
	"amounts" jsonb,
	"duration" text NOT NULL,
	"duration_in_months" integer,
	"starts_at" timestamp(6) with time zone,
	"ends_at" timestamp(6) with time zone,
	"max_redemptions" integer,
	"product_ids" jsonb NOT NULL,
	"is_deleted" boolean NOT NULL,
	CONSTRAINT "discounts_type_check" CHECK ("floe_billing"."discounts"."type" in ('fixed', 'percentage')),
	CONSTRAINT "discounts_duration_check" CHECK ("floe_billing"."discounts"."duration" in ('once', 'forever', 'repeating'))
);
--> statement-breakpoint
CREATE TABLE "floe_billing"."meters" (
	"id" text PRIMARY KEY NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"modified_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text NOT NULL,
	"unit" text NOT NULL,
	"unit_label" text,
	"unit_multiplier" double precision,
	"is_archived" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "floe_billing"."payment_transactions" (
	"id" text PRIMARY KEY NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"modified_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"invoice_id" text NOT NULL,
	"status" text NOT NULL,
	"currency" char(3) NOT NULL,
	"amount" bigint NOT NULL,
	"method" text NOT NULL,
	"brand" text,
	"last4" text,
	"trigger" text,
	"decline_reason" text,
	CONSTRAINT "payment_transactions_status_check" CHECK ("floe_billing"."payment_transactions"."status" in ('pending', 'succeeded', 'failed')),
	CONSTRAINT "payment_transactions_currency_check" CHECK ("floe_billing"."payment_transactions"."currency" ~ '^[A-Z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "floe_billing"."refunds" (
	"id" text PRIMARY KEY NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"modified_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"customer_id" text NOT NULL,
	"invoice_id" text NOT NULL,
	"subscription_id" text,
	"status" text NOT NULL,
	"reason" text NOT NULL,
	"currency" char(3) NOT NULL,
	"amount" bigint NOT NULL,
	"tax_amount" bigint NOT NULL,
	CONSTRAINT "refunds_status_check" CHECK ("floe_billing"."refunds"."status" in ('pending', 'succeeded', 'failed', 'canceled')),
	CONSTRAINT "refunds_currency_check" CHECK ("floe_billing"."refunds"."currency" ~ '^[A-Z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "floe_billing"."seats" (
	"id" text PRIMARY KEY NOT NULL,
	"created_at" timestamp(6) with time zone NOT NULL,
	"modified_at" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"subscription_id" text NOT NULL,
	"status" text NOT NULL,
	"member_id" text,
	"email" text,
	"invitation_expires_at" timestamp(6) with time zone,
	"claimed_at" timestamp(6) with time zone,
	"revoked_at" timestamp(6) with time zone,
	CONSTRAINT "seats_status_check" CHECK ("floe_billing"."seats"."status" in ('pending', 'claimed', 'revoked'))
);
--> statement-breakpoint
ALTER TABLE "floe_billing"."benefit_grants" ADD CONSTRAINT "benefit_grants_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "floe_billing"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "floe_billing"."customer_meters" ADD CONSTRAINT "customer_meters_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "floe_billing"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "floe_billing"."payment_transactions" ADD CONSTRAINT "payment_transactions_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "floe_billing"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "floe_billing"."refunds" ADD CONSTRAINT "refunds_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "floe_billing"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "floe_billing"."seats" ADD CONSTRAINT "seats_subscription_id_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "floe_billing"."subscriptions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "benefit_grants_customer_id_idx" ON "floe_billing"."benefit_grants" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "customer_meters_customer_id_idx" ON "floe_billing"."customer_meters" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "payment_transactions_invoice_id_idx" ON "floe_billing"."payment_transactions" USING btree ("invoice_id");--> statement-breakpoint
CREATE INDEX "refunds_customer_id_idx" ON "floe_billing"."refunds" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "seats_subscription_id_idx" ON "floe_billing"."seats" USING btree ("subscription_id");--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "floe_billing"."refunds" FOR EACH ROW EXECUTE FUNCTION "floe_billing"."touch_updated_at"();--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "floe_billing"."payment_transactions" FOR EACH ROW EXECUTE FUNCTION "floe_billing"."touch_updated_at"();--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "floe_billing"."benefits" FOR EACH ROW EXECUTE FUNCTION "floe_billing"."touch_updated_at"();--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "floe_billing"."benefit_grants" FOR EACH ROW EXECUTE FUNCTION "floe_billing"."touch_updated_at"();--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "floe_billing"."seats" FOR EACH ROW EXECUTE FUNCTION "floe_billing"."touch_updated_at"();--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "floe_billing"."discounts" FOR EACH ROW EXECUTE FUNCTION "floe_billing"."touch_updated_at"();--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "floe_billing"."meters" FOR EACH ROW EXECUTE FUNCTION "floe_billing"."touch_updated_at"();--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "floe_billing"."customer_meters" FOR EACH ROW EXECUTE FUNCTION "floe_billing"."touch_updated_at"();
