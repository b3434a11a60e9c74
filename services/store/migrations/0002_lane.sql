CREATE TABLE "lane_closures" (
	"account_id" text NOT NULL,
	"code" text NOT NULL,
	"of" text NOT NULL,
	"sentence" text NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"repost_id" text NOT NULL,
	CONSTRAINT "lane_closures_account_id_code_pk" PRIMARY KEY("account_id","code")
);
--> statement-breakpoint
CREATE TABLE "lane_places" (
	"repost_id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"attempt" integer NOT NULL,
	"wants" text NOT NULL,
	"asked_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"work_slot_at" timestamp (3) with time zone,
	"post_slot_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "lanes" (
	"account_id" text PRIMARY KEY NOT NULL,
	"settings" jsonb NOT NULL,
	"is_paused" boolean DEFAULT false NOT NULL,
	"pause_note" text,
	"paused_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "reposts" ADD COLUMN "edits" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "lane_places" ADD CONSTRAINT "lane_places_repost_id_reposts_id_fk" FOREIGN KEY ("repost_id") REFERENCES "public"."reposts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lanes" ADD CONSTRAINT "lanes_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "lane_places_by_account" ON "lane_places" USING btree ("account_id","post_slot_at");