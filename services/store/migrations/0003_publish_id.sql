ALTER TABLE "uploads" ADD COLUMN "client_key" text;--> statement-breakpoint
CREATE INDEX "reposts_by_publish_id" ON "reposts" USING btree ("publish_id");