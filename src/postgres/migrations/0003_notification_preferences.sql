CREATE TABLE "floe_billing"."notification_preferences" (
	"external_id" text NOT NULL,
	"user_id" text NOT NULL,
	"kind" text NOT NULL,
	"is_wanted" boolean NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notification_preferences_external_id_user_id_kind_pk" PRIMARY KEY("external_id","user_id","kind"),
	CONSTRAINT "notification_preferences_kind_check" CHECK ("floe_billing"."notification_preferences"."kind" in ('welcome', 'receipt', 'payment_failed', 'card_expiring', 'trial_ending', 'renewal_ahead', 'plan_changed', 'cancellation_confirmed', 'paused', 'resumed'))
);
--> statement-breakpoint
ALTER TABLE "floe_billing"."notification_preferences" ADD CONSTRAINT "notification_preferences_external_id_owners_external_id_fk" FOREIGN KEY ("external_id") REFERENCES "floe_billing"."owners"("external_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON "floe_billing"."notification_preferences" FOR EACH ROW EXECUTE FUNCTION "floe_billing"."touch_updated_at"();