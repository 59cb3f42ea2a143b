CREATE TABLE "bucket" (
	"name" text COLLATE "C" PRIMARY KEY NOT NULL,
	"versions" bigint NOT NULL,
	"sum" numeric NOT NULL
);
--> statement-breakpoint
CREATE TABLE "compartment" (
	"name" text COLLATE "C" PRIMARY KEY NOT NULL,
	"versions" bigint NOT NULL,
	"sum" numeric NOT NULL
);
--> statement-breakpoint
CREATE TABLE "compartment_member" (
	"compartment" uuid NOT NULL,
	"type" text COLLATE "C" NOT NULL,
	"home" uuid NOT NULL,
	"resource" uuid NOT NULL,
	CONSTRAINT "compartment_member_compartment_type_home_resource_pk" PRIMARY KEY("compartment","type","home","resource")
);
--> statement-breakpoint
CREATE TABLE "date_entry" (
	"home" uuid NOT NULL,
	"resource" uuid NOT NULL,
	"parameter" bigint NOT NULL,
	"n" integer NOT NULL,
	"element" integer NOT NULL,
	"low" bigint NOT NULL,
	"high" bigint NOT NULL,
	CONSTRAINT "date_entry_home_parameter_resource_n_pk" PRIMARY KEY("home","parameter","resource","n")
);
--> statement-breakpoint
CREATE TABLE "number_entry" (
	"home" uuid NOT NULL,
	"resource" uuid NOT NULL,
	"parameter" bigint NOT NULL,
	"n" integer NOT NULL,
	"element" integer NOT NULL,
	"low" double precision NOT NULL,
	"high" double precision NOT NULL,
	CONSTRAINT "number_entry_home_parameter_resource_n_pk" PRIMARY KEY("home","parameter","resource","n")
);
--> statement-breakpoint
CREATE TABLE "parameter" (
	"key" bigint NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"type" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	CONSTRAINT "parameter_type_kind_key_pk" PRIMARY KEY("type","kind","key")
);
--> statement-breakpoint
CREATE TABLE "quantity_entry" (
	"home" uuid NOT NULL,
	"resource" uuid NOT NULL,
	"parameter" bigint NOT NULL,
	"n" integer NOT NULL,
	"element" integer NOT NULL,
	"low" double precision NOT NULL,
	"high" double precision NOT NULL,
	"system" bigint NOT NULL,
	"code" text COLLATE "C" NOT NULL,
	"unit" text COLLATE "C" NOT NULL,
	CONSTRAINT "quantity_entry_home_parameter_resource_n_pk" PRIMARY KEY("home","parameter","resource","n")
);
--> statement-breakpoint
CREATE TABLE "reference_entry" (
	"home" uuid NOT NULL,
	"resource" uuid NOT NULL,
	"parameter" bigint NOT NULL,
	"n" integer NOT NULL,
	"element" integer NOT NULL,
	"at_home" boolean NOT NULL,
	"target_type" text COLLATE "C" NOT NULL,
	"target_id" text COLLATE "C" NOT NULL,
	"url" text COLLATE "C" NOT NULL,
	CONSTRAINT "reference_entry_home_parameter_resource_n_pk" PRIMARY KEY("home","parameter","resource","n")
);
--> statement-breakpoint
CREATE TABLE "resource" (
	"home" uuid NOT NULL,
	"key" uuid NOT NULL,
	"version" bigint NOT NULL,
	"last_updated" bigint NOT NULL,
	"generation" bigint NOT NULL,
	"live" boolean NOT NULL,
	"type" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	CONSTRAINT "resource_home_key_pk" PRIMARY KEY("home","key")
);
--> statement-breakpoint
CREATE TABLE "store_fact" (
	"name" text COLLATE "C" PRIMARY KEY NOT NULL,
	"value" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "string_entry" (
	"home" uuid NOT NULL,
	"resource" uuid NOT NULL,
	"parameter" bigint NOT NULL,
	"n" integer NOT NULL,
	"element" integer NOT NULL,
	"value" text COLLATE "C" NOT NULL,
	"exact" text COLLATE "C" NOT NULL,
	CONSTRAINT "string_entry_home_parameter_resource_n_pk" PRIMARY KEY("home","parameter","resource","n")
);
--> statement-breakpoint
CREATE TABLE "text_entry" (
	"home" uuid NOT NULL,
	"resource" uuid NOT NULL,
	"parameter" bigint NOT NULL,
	"n" integer NOT NULL,
	"element" integer NOT NULL,
	"words" text COLLATE "C" NOT NULL,
	"lexemes" "tsvector" NOT NULL,
	CONSTRAINT "text_entry_home_parameter_resource_n_pk" PRIMARY KEY("home","parameter","resource","n")
);
--> statement-breakpoint
CREATE TABLE "token_entry" (
	"home" uuid NOT NULL,
	"resource" uuid NOT NULL,
	"parameter" bigint NOT NULL,
	"n" integer NOT NULL,
	"element" integer NOT NULL,
	"system" bigint NOT NULL,
	"code" text COLLATE "C" NOT NULL,
	"text" text COLLATE "C",
	CONSTRAINT "token_entry_home_parameter_resource_n_pk" PRIMARY KEY("home","parameter","resource","n")
);
--> statement-breakpoint
CREATE TABLE "type_count" (
	"type" text COLLATE "C" PRIMARY KEY NOT NULL,
	"versions" bigint NOT NULL,
	"live" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "uri_entry" (
	"home" uuid NOT NULL,
	"resource" uuid NOT NULL,
	"parameter" bigint NOT NULL,
	"n" integer NOT NULL,
	"element" integer NOT NULL,
	"value" text COLLATE "C" NOT NULL,
	CONSTRAINT "uri_entry_home_parameter_resource_n_pk" PRIMARY KEY("home","parameter","resource","n")
);
--> statement-breakpoint
CREATE TABLE "version" (
	"home" uuid NOT NULL,
	"resource" uuid NOT NULL,
	"version" bigint NOT NULL,
	"position" bigint NOT NULL,
	"last_updated" bigint NOT NULL,
	"hash" uuid NOT NULL,
	"deleted" boolean NOT NULL,
	"type" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"compartments" text COLLATE "C" NOT NULL,
	"text" text COLLATE "C" NOT NULL,
	CONSTRAINT "version_home_resource_version_pk" PRIMARY KEY("home","resource","version")
);
--> statement-breakpoint
CREATE INDEX "date_chart" ON "date_entry" USING btree ("home","parameter","high");--> statement-breakpoint
CREATE INDEX "date_low" ON "date_entry" USING btree ("parameter","low","high");--> statement-breakpoint
CREATE INDEX "date_high" ON "date_entry" USING btree ("parameter","high","low");--> statement-breakpoint
CREATE INDEX "number_low" ON "number_entry" USING btree ("parameter","low","high");--> statement-breakpoint
CREATE INDEX "number_high" ON "number_entry" USING btree ("parameter","high","low");--> statement-breakpoint
CREATE INDEX "parameter_name" ON "parameter" USING btree ("name","key");--> statement-breakpoint
CREATE INDEX "quantity_low" ON "quantity_entry" USING btree ("parameter","low","high");--> statement-breakpoint
CREATE INDEX "quantity_high" ON "quantity_entry" USING btree ("parameter","high","low");--> statement-breakpoint
CREATE INDEX "reference_target" ON "reference_entry" USING btree ("target_id","at_home","target_type","parameter");--> statement-breakpoint
CREATE INDEX "reference_url" ON "reference_entry" USING btree ("parameter","url") WHERE url <> '';--> statement-breakpoint
CREATE UNIQUE INDEX "resource_identity" ON "resource" USING btree ("type","id");--> statement-breakpoint
CREATE INDEX "resource_time" ON "resource" USING btree ("type","last_updated","id") WHERE live;--> statement-breakpoint
CREATE INDEX "string_value" ON "string_entry" USING btree ("parameter","value");--> statement-breakpoint
CREATE INDEX "string_exact" ON "string_entry" USING btree ("parameter","exact");--> statement-breakpoint
CREATE INDEX "text_lexemes" ON "text_entry" USING gin ("lexemes");--> statement-breakpoint
CREATE INDEX "token_chart" ON "token_entry" USING btree ("home","parameter","code");--> statement-breakpoint
CREATE INDEX "token_value" ON "token_entry" USING btree ("parameter","code","system");--> statement-breakpoint
CREATE INDEX "uri_value" ON "uri_entry" USING btree ("parameter","value");--> statement-breakpoint
CREATE INDEX "version_position" ON "version" USING btree ("position");--> statement-breakpoint
CREATE INDEX "version_type" ON "version" USING btree ("type","position");--> statement-breakpoint
CREATE INDEX "version_time" ON "version" USING btree ("last_updated");--> statement-breakpoint
ALTER TABLE "bucket" SET (fillfactor = 50);--> statement-breakpoint
ALTER TABLE "type_count" SET (fillfactor = 20);--> statement-breakpoint
ALTER TABLE "compartment" SET (fillfactor = 80);
--> statement-breakpoint
CREATE STATISTICS "token_parameter_code" (dependencies, mcv) ON "parameter", "code" FROM "token_entry";
