CREATE TABLE "mark" (
	"writer" text COLLATE "C" PRIMARY KEY NOT NULL,
	"mark" text COLLATE "C" NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "namespace" (
	"name" text COLLATE "C" PRIMARY KEY NOT NULL,
	"bytes" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "state_entry" (
	"namespace" text COLLATE "C" NOT NULL,
	"key" "bytea" NOT NULL,
	"value" "bytea" NOT NULL,
	"version" text COLLATE "C" NOT NULL,
	"expires_at" bigint,
	CONSTRAINT "state_entry_namespace_key_pk" PRIMARY KEY("namespace","key")
);
--> statement-breakpoint
CREATE INDEX "state_entry_expiry" ON "state_entry" USING btree ("expires_at") WHERE expires_at IS NOT NULL;