CREATE TABLE `text_entry` (
	`key` integer PRIMARY KEY NOT NULL,
	`resource` integer NOT NULL,
	`parameter` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `text_resource` ON `text_entry` (`resource`,`parameter`);--> statement-breakpoint
CREATE VIRTUAL TABLE `text_index` USING fts5(`words`, content='', contentless_delete=1, tokenize='ascii');--> statement-breakpoint
PRAGMA user_version = 3;
