-- Waits for its turn as every write does: taking the locks of these tables one by one, it and a writer could wait for each other.
SELECT pg_advisory_xact_lock(('x' || substr(encode(sha256(convert_to('baseplate records ' || current_schema(), 'UTF8')), 'hex'), 1, 16))::bit(64)::bigint);--> statement-breakpoint
CREATE TABLE "home_mark" (
	"home" uuid PRIMARY KEY NOT NULL,
	"mark" uuid NOT NULL
);
--> statement-breakpoint
ALTER TABLE "home_mark" SET (fillfactor = 50);--> statement-breakpoint
CREATE FUNCTION "mark_homes"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
	INSERT INTO home_mark SELECT c.home, gen_random_uuid() FROM (SELECT DISTINCT home FROM changed) c
	ON CONFLICT (home) DO UPDATE SET mark = excluded.mark;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "resource_inserted" AFTER INSERT ON "resource" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_homes();--> statement-breakpoint
CREATE TRIGGER "resource_updated" AFTER UPDATE ON "resource" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_homes();--> statement-breakpoint
INSERT INTO "home_mark" SELECT substr(encode(sha256(convert_to(name, 'UTF8')), 'hex'), 1, 32)::uuid, gen_random_uuid() FROM "compartment" ON CONFLICT DO NOTHING;--> statement-breakpoint
CREATE INDEX "member_elsewhere" ON "compartment_member" USING btree ("compartment","home") WHERE home <> compartment;
