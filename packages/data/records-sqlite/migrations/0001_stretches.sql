DROP INDEX `number_high`;--> statement-breakpoint
CREATE INDEX `number_stretch` ON `number_entry` (`parameter`,`high`,`low`) WHERE low <> high;--> statement-breakpoint
DROP INDEX `quantity_high`;--> statement-breakpoint
CREATE INDEX `quantity_stretch` ON `quantity_entry` (`parameter`,`high`,`low`) WHERE low <> high;--> statement-breakpoint
PRAGMA user_version = 2;
