CREATE FUNCTION "floe_billing"."touch_updated_at"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW.updated_at := now();
	RETURN NEW;
END
$$;
--> statement-breakpoint
DO $$
DECLARE
	name text;
BEGIN
	FOR name IN
		SELECT table_name FROM information_schema.columns
		WHERE table_schema = 'floe_billing' AND column_name = 'updated_at'
	LOOP
		EXECUTE format(
			'CREATE TRIGGER touch_updated_at BEFORE UPDATE ON "floe_billing".%I '
			'FOR EACH ROW EXECUTE FUNCTION "floe_billing"."touch_updated_at"()',
			name
		);
	END LOOP;
END
$$;
