ALTER TABLE `compartment` ADD `removals` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE TRIGGER `compartment_removal` AFTER DELETE ON `compartment_member` BEGIN
	UPDATE `compartment` SET `removals` = `removals` + 1 WHERE `key` = old.`compartment`;
END;--> statement-breakpoint
PRAGMA user_version = 4;
