CREATE TABLE "chain" (
	"writer" text COLLATE "C" PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "entry" (
	"writer" text COLLATE "C" NOT NULL,
	"sequence" bigint NOT NULL,
	"time" bigint NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"agent" uuid NOT NULL,
	"request" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	"content" text COLLATE "C" NOT NULL,
	CONSTRAINT "entry_writer_sequence_pk" PRIMARY KEY("writer","sequence")
);
--> statement-breakpoint
CREATE TABLE "entry_patient" (
	"patient" uuid NOT NULL,
	"time" bigint NOT NULL,
	"writer" text COLLATE "C" NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "entry_patient_patient_time_writer_sequence_pk" PRIMARY KEY("patient","time","writer","sequence")
);
--> statement-breakpoint
CREATE TABLE "open_intent" (
	"request" uuid NOT NULL,
	"time" bigint NOT NULL,
	"writer" text COLLATE "C" NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "open_intent_time_writer_sequence_pk" PRIMARY KEY("time","writer","sequence")
);
--> statement-breakpoint
CREATE INDEX "entry_time" ON "entry" USING btree ("time","writer","sequence");--> statement-breakpoint
CREATE INDEX "entry_agent" ON "entry" USING btree ("agent","time","writer","sequence");--> statement-breakpoint
CREATE INDEX "entry_request" ON "entry" USING btree ("request","time","writer","sequence");--> statement-breakpoint
CREATE INDEX "open_intent_request" ON "open_intent" USING btree ("request");