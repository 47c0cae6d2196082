CREATE TABLE "floe_billing"."billing_audit_origins" (
	"entry_id" bigint PRIMARY KEY NOT NULL,
	"external_id" text,
	"address" text,
	"agent" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "floe_billing"."billing_audit_log" ADD COLUMN "before" jsonb;--> statement-breakpoint
ALTER TABLE "floe_billing"."billing_audit_log" ADD COLUMN "after" jsonb;--> statement-breakpoint
ALTER TABLE "floe_billing"."billing_audit_origins" ADD CONSTRAINT "billing_audit_origins_entry_id_billing_audit_log_id_fk" FOREIGN KEY ("entry_id") REFERENCES "floe_billing"."billing_audit_log"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "billing_audit_origins_external_id_idx" ON "floe_billing"."billing_audit_origins" USING btree ("external_id");--> statement-breakpoint
DROP TRIGGER "touch_updated_at" ON "floe_billing"."billing_audit_log";--> statement-breakpoint
CREATE TRIGGER "touch_updated_at" BEFORE UPDATE ON "floe_billing"."billing_audit_origins" FOR EACH ROW EXECUTE FUNCTION "floe_billing"."touch_updated_at"();--> statement-breakpoint
CREATE FUNCTION "floe_billing"."refuse_change_of_audit"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'floe-billing: entries of the audit log are never changed or removed.'
		USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER "append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "floe_billing"."billing_audit_log" FOR EACH STATEMENT EXECUTE FUNCTION "floe_billing"."refuse_change_of_audit"();
