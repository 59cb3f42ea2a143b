DROP INDEX "date_chart";--> statement-breakpoint
DROP INDEX "token_chart";--> statement-breakpoint
CREATE INDEX "date_chart" ON "date_entry" USING btree ("home",("parameter" + 0),"high");--> statement-breakpoint
CREATE INDEX "token_chart" ON "token_entry" USING btree ("home",("parameter" + 0),"code");