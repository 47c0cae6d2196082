CREATE TABLE "floe_billing"."schedules" (
	"name" text PRIMARY KEY NOT NULL,
	"swept_until" timestamp(6) with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "floe_billing"."webhook_inbox" RENAME COLUMN "event_type" TO "kind";--> statement-breakpoint
ALTER TABLE "floe_billing"."jobs" ADD COLUMN "kind" text;--> statement-breakpoint
ALTER TABLE "floe_billing"."jobs" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "floe_billing"."jobs" ADD COLUMN "lease_id" uuid;--> statement-breakpoint
ALTER TABLE "floe_billing"."jobs" ADD COLUMN "outcome" text;--> statement-breakpoint
ALTER TABLE "floe_billing"."outbox" ADD COLUMN "kind" text;--> statement-breakpoint
ALTER TABLE "floe_billing"."outbox" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "floe_billing"."outbox" ADD COLUMN "lease_id" uuid;--> statement-breakpoint
ALTER TABLE "floe_billing"."outbox" ADD COLUMN "outcome" text;--> statement-breakpoint
ALTER TABLE "floe_billing"."webhook_inbox" ADD COLUMN "lease_id" uuid;--> statement-breakpoint
ALTER TABLE "floe_billing"."webhook_inbox" ADD COLUMN "outcome" text;--> statement-breakpoint
UPDATE "floe_billing"."webhook_inbox" SET "leased_until" = NULL WHERE "leased_until" IS NOT NULL;--> statement-breakpoint
UPDATE "floe_billing"."jobs" SET "kind" = 'refresh_owner', "leased_until" = NULL;--> statement-breakpoint
UPDATE "floe_billing"."outbox" SET "kind" = 'live', "external_id" = "group", "state" = 'done', "finished_at" = coalesce("finished_at", now()), "leased_until" = NULL;--> statement-breakpoint
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON "floe_billing"."schedules" FOR EACH ROW EXECUTE FUNCTION "floe_billing"."touch_updated_at"();--> statement-breakpoint
CREATE INDEX "idempotency_keys_finished_idx" ON "floe_billing"."idempotency_keys" USING btree ("finished_at") WHERE "floe_billing"."idempotency_keys"."state" = 'finished';--> statement-breakpoint
CREATE INDEX "invoices_next_attempt_idx" ON "floe_billing"."invoices" USING btree ("next_payment_attempt_at","id") WHERE "floe_billing"."invoices"."status" = 'pending' and "floe_billing"."invoices"."next_payment_attempt_at" is not null;--> statement-breakpoint
CREATE INDEX "invoices_failing_idx" ON "floe_billing"."invoices" USING btree ("id") WHERE "floe_billing"."invoices"."status" = 'pending' and "floe_billing"."invoices"."failed_attempts" > 0;--> statement-breakpoint
CREATE INDEX "invoices_given_up_idx" ON "floe_billing"."invoices" USING btree ("modified_at","id") WHERE "floe_billing"."invoices"."status" = 'void' and "floe_billing"."invoices"."failed_attempts" > 0;--> statement-breakpoint
CREATE INDEX "jobs_done_idx" ON "floe_billing"."jobs" USING btree ("finished_at") WHERE "floe_billing"."jobs"."state" = 'done';--> statement-breakpoint
CREATE INDEX "outbox_done_idx" ON "floe_billing"."outbox" USING btree ("finished_at") WHERE "floe_billing"."outbox"."state" = 'done';--> statement-breakpoint
CREATE INDEX "outbox_live_idx" ON "floe_billing"."outbox" USING btree ("external_id","id") WHERE "floe_billing"."outbox"."kind" = 'live';--> statement-breakpoint
CREATE INDEX "payment_methods_expiry_idx" ON "floe_billing"."payment_methods" USING btree ("expiry_year","expiry_month","id");--> statement-breakpoint
CREATE INDEX "subscriptions_trial_end_idx" ON "floe_billing"."subscriptions" USING btree ("trial_end","id") WHERE "floe_billing"."subscriptions"."trial_end" is not null;--> statement-breakpoint
CREATE INDEX "subscriptions_renewal_idx" ON "floe_billing"."subscriptions" USING btree ("current_period_end","id") WHERE "floe_billing"."subscriptions"."status" = 'active';--> statement-breakpoint
CREATE INDEX "webhook_inbox_done_idx" ON "floe_billing"."webhook_inbox" USING btree ("finished_at") WHERE "floe_billing"."webhook_inbox"."state" = 'done';--> statement-breakpoint
ALTER TABLE "floe_billing"."jobs" ADD CONSTRAINT "jobs_lease_check" CHECK (("floe_billing"."jobs"."leased_until" is null) = ("floe_billing"."jobs"."lease_id" is null));--> statement-breakpoint
ALTER TABLE "floe_billing"."outbox" ADD CONSTRAINT "outbox_lease_check" CHECK (("floe_billing"."outbox"."leased_until" is null) = ("floe_billing"."outbox"."lease_id" is null));--> statement-breakpoint
ALTER TABLE "floe_billing"."webhook_inbox" ADD CONSTRAINT "webhook_inbox_lease_check" CHECK (("floe_billing"."webhook_inbox"."leased_until" is null) = ("floe_billing"."webhook_inbox"."lease_id" is null));