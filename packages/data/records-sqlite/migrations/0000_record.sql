CREATE TABLE `bucket` (
	`name` text PRIMARY KEY NOT NULL,
	`versions` integer NOT NULL,
	`sum` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `code_system` (
	`key` integer PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `code_system_identity` ON `code_system` (`value`);--> statement-breakpoint
CREATE TABLE `compartment` (
	`key` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`versions` integer DEFAULT 0 NOT NULL,
	`sum` text DEFAULT '00000000000000000000000000000000' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `compartment_identity` ON `compartment` (`name`);--> statement-breakpoint
CREATE TABLE `compartment_date` (
	`compartment` integer NOT NULL,
	`parameter` integer NOT NULL,
	`high` integer NOT NULL,
	`resource` integer NOT NULL,
	PRIMARY KEY(`compartment`, `parameter`, `high`, `resource`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `compartment_member` (
	`compartment` integer NOT NULL,
	`type` text NOT NULL,
	`resource` integer NOT NULL,
	PRIMARY KEY(`compartment`, `type`, `resource`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `compartment_token` (
	`compartment` integer NOT NULL,
	`parameter` integer NOT NULL,
	`code` text NOT NULL,
	`system` integer NOT NULL,
	`resource` integer NOT NULL,
	PRIMARY KEY(`compartment`, `parameter`, `code`, `system`, `resource`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `date_entry` (
	`resource` integer NOT NULL,
	`parameter` integer NOT NULL,
	`n` integer NOT NULL,
	`element` integer NOT NULL,
	`low` integer NOT NULL,
	`high` integer NOT NULL,
	PRIMARY KEY(`resource`, `parameter`, `n`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `date_low` ON `date_entry` (`parameter`,`low`,`high`);--> statement-breakpoint
CREATE INDEX `date_high` ON `date_entry` (`parameter`,`high`,`low`);--> statement-breakpoint
CREATE TABLE `number_entry` (
	`resource` integer NOT NULL,
	`parameter` integer NOT NULL,
	`n` integer NOT NULL,
	`element` integer NOT NULL,
	`low` real NOT NULL,
	`high` real NOT NULL,
	PRIMARY KEY(`resource`, `parameter`, `n`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `number_low` ON `number_entry` (`parameter`,`low`,`high`);--> statement-breakpoint
CREATE INDEX `number_high` ON `number_entry` (`parameter`,`high`,`low`);--> statement-breakpoint
CREATE TABLE `parameter` (
	`key` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `parameter_identity` ON `parameter` (`name`,`type`);--> statement-breakpoint
CREATE TABLE `quantity_entry` (
	`resource` integer NOT NULL,
	`parameter` integer NOT NULL,
	`n` integer NOT NULL,
	`element` integer NOT NULL,
	`low` real NOT NULL,
	`high` real NOT NULL,
	`system` integer NOT NULL,
	`code` text NOT NULL,
	`unit` text NOT NULL,
	PRIMARY KEY(`resource`, `parameter`, `n`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `quantity_low` ON `quantity_entry` (`parameter`,`low`,`high`);--> statement-breakpoint
CREATE INDEX `quantity_high` ON `quantity_entry` (`parameter`,`high`,`low`);--> statement-breakpoint
CREATE TABLE `reference_entry` (
	`resource` integer NOT NULL,
	`parameter` integer NOT NULL,
	`n` integer NOT NULL,
	`element` integer NOT NULL,
	`target` integer,
	`url` text NOT NULL,
	PRIMARY KEY(`resource`, `parameter`, `n`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `reference_target` ON `reference_entry` (`target`,`parameter`) WHERE target IS NOT NULL;--> statement-breakpoint
CREATE INDEX `reference_url` ON `reference_entry` (`parameter`,`url`) WHERE target IS NULL;--> statement-breakpoint
CREATE TABLE `reference_stray` (
	`parameter` integer NOT NULL,
	`type` text NOT NULL,
	PRIMARY KEY(`parameter`, `type`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `resource` (
	`key` integer PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`id` text NOT NULL,
	`current` integer,
	`version` integer NOT NULL,
	`last_updated` integer NOT NULL,
	`live` integer NOT NULL,
	`generation` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `resource_identity` ON `resource` (`type`,`id`);--> statement-breakpoint
CREATE INDEX `resource_time` ON `resource` (`type`,`last_updated`) WHERE live = 1;--> statement-breakpoint
CREATE TABLE `store_fact` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `string_entry` (
	`resource` integer NOT NULL,
	`parameter` integer NOT NULL,
	`n` integer NOT NULL,
	`element` integer NOT NULL,
	`value` text NOT NULL,
	`exact` text NOT NULL,
	PRIMARY KEY(`resource`, `parameter`, `n`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `string_value` ON `string_entry` (`parameter`,`value`);--> statement-breakpoint
CREATE INDEX `string_exact` ON `string_entry` (`parameter`,`exact`);--> statement-breakpoint
CREATE TABLE `token_entry` (
	`resource` integer NOT NULL,
	`parameter` integer NOT NULL,
	`n` integer NOT NULL,
	`element` integer NOT NULL,
	`system` integer NOT NULL,
	`code` text NOT NULL,
	`text` text,
	PRIMARY KEY(`resource`, `parameter`, `n`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `token_value` ON `token_entry` (`parameter`,`code`,`system`);--> statement-breakpoint
CREATE TABLE `type_count` (
	`type` text PRIMARY KEY NOT NULL,
	`versions` integer NOT NULL,
	`live` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `uri_entry` (
	`resource` integer NOT NULL,
	`parameter` integer NOT NULL,
	`n` integer NOT NULL,
	`element` integer NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`resource`, `parameter`, `n`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `uri_value` ON `uri_entry` (`parameter`,`value`);--> statement-breakpoint
CREATE TABLE `version` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`resource` integer NOT NULL,
	`type` text NOT NULL,
	`version` integer NOT NULL,
	`last_updated` integer NOT NULL,
	`deleted` integer NOT NULL,
	`compartments` text NOT NULL,
	`text` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `version_of_resource` ON `version` (`resource`,`version`);--> statement-breakpoint
CREATE INDEX `version_type` ON `version` (`type`);--> statement-breakpoint
CREATE INDEX `version_time` ON `version` (`last_updated`);--> statement-breakpoint
PRAGMA user_version = 1;
