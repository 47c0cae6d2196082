ALTER TABLE "floe_billing"."idempotency_keys" DROP CONSTRAINT "idempotency_keys_state_check";--> statement-breakpoint
ALTER TABLE "floe_billing"."idempotency_keys" ADD COLUMN "request_id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "floe_billing"."idempotency_keys" ADD COLUMN "requested_at" timestamp(6) with time zone;--> statement-breakpoint
ALTER TABLE "floe_billing"."idempotency_keys" ADD COLUMN "request" text;--> statement-breakpoint
CREATE INDEX "idempotency_keys_broken_off_idx" ON "floe_billing"."idempotency_keys" USING btree ("lease_expires_at") WHERE "floe_billing"."idempotency_keys"."state" = 'broken_off';--> statement-breakpoint
ALTER TABLE "floe_billing"."idempotency_keys" ADD CONSTRAINT "idempotency_keys_request_check" CHECK (("floe_billing"."idempotency_keys"."requested_at" is null) = ("floe_billing"."idempotency_keys"."request" is null));--> statement-breakpoint
ALTER TABLE "floe_billing"."idempotency_keys" ADD CONSTRAINT "idempotency_keys_state_check" CHECK ("floe_billing"."idempotency_keys"."state" in ('running', 'broken_off', 'finished'));