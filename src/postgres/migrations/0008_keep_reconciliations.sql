CREATE TABLE "floe_billing"."reconciliations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "floe_billing"."reconciliations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"external_id" text,
	"state" text NOT NULL,
	"lease_id" uuid,
	"leased_until" timestamp with time zone,
	"progress" text,
	"report" text,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reconciliations_state_check" CHECK ("floe_billing"."reconciliations"."state" in ('running', 'done')),
	CONSTRAINT "reconciliations_done_check" CHECK (("floe_billing"."reconciliations"."state" = 'done') = ("floe_billing"."reconciliations"."finished_at" is not null and "floe_billing"."reconciliations"."report" is not null)),
	CONSTRAINT "reconciliations_lease_check" CHECK (("floe_billing"."reconciliations"."leased_until" is null) = ("floe_billing"."reconciliations"."lease_id" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "reconciliations_running_idx" ON "floe_billing"."reconciliations" USING btree ("state") WHERE "floe_billing"."reconciliations"."state" = 'running';--> statement-breakpoint
CREATE INDEX "reconciliations_done_idx" ON "floe_billing"."reconciliations" USING btree ("finished_at") WHERE "floe_billing"."reconciliations"."state" = 'done';--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "floe_billing"."reconciliations" FOR EACH ROW EXECUTE FUNCTION "floe_billing"."touch_updated_at"();
