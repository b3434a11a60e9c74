CREATE TABLE "channels" (
	"id" text PRIMARY KEY NOT NULL,
	"handle" text,
	"title" text NOT NULL,
	"avatar_url" text,
	"verify_code" text NOT NULL,
	"ownership" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "readbacks" (
	"repost_id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"views" integer,
	"likes" integer,
	"comments" integer,
	"shares" integer,
	"source_views" integer,
	"source_likes" integer,
	"source_comments" integer,
	"read_at" timestamp (3) with time zone,
	"reads" integer DEFAULT 0 NOT NULL,
	"error" text,
	"next_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sync_runs" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"sync_id" text NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"numbers" jsonb NOT NULL,
	"sources" jsonb NOT NULL,
	"error" jsonb
);
--> statement-breakpoint
CREATE TABLE "sync_videos" (
	"sync_id" text NOT NULL,
	"video_id" text NOT NULL,
	"video" jsonb NOT NULL,
	"published_at" timestamp (3) with time zone,
	"state" text NOT NULL,
	"reason" text NOT NULL,
	"sentence" text NOT NULL,
	"look_again_at" timestamp (3) with time zone,
	"looks" integer DEFAULT 0 NOT NULL,
	"repost_id" text,
	"requested_at" timestamp (3) with time zone,
	"first_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"decided_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sync_videos_sync_id_video_id_pk" PRIMARY KEY("sync_id","video_id")
);
--> statement-breakpoint
CREATE TABLE "syncs" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"action" text NOT NULL,
	"posting" text NOT NULL,
	"settings" jsonb NOT NULL,
	"rules" jsonb NOT NULL,
	"captions" jsonb NOT NULL,
	"every_minutes" integer NOT NULL,
	"by" text NOT NULL,
	"is_paused" boolean DEFAULT false NOT NULL,
	"pause_note" text,
	"error" jsonb,
	"needs_person" boolean DEFAULT false NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"lease_minutes" integer,
	"since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"memory" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"is_backfilled" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"scheduled_version" integer DEFAULT 0 NOT NULL,
	"last_run_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "one_sync" UNIQUE("account_id","channel_id","action")
);
--> statement-breakpoint
CREATE TABLE "web_subs" (
	"channel_id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"sealed_secret" text NOT NULL,
	"state" text NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"asked_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"error" text,
	CONSTRAINT "web_subs_token_unique" UNIQUE("token")
);
--> statement-breakpoint
ALTER TABLE "readbacks" ADD CONSTRAINT "readbacks_repost_id_reposts_id_fk" FOREIGN KEY ("repost_id") REFERENCES "public"."reposts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sync_runs" ADD CONSTRAINT "sync_runs_sync_id_syncs_id_fk" FOREIGN KEY ("sync_id") REFERENCES "public"."syncs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sync_videos" ADD CONSTRAINT "sync_videos_sync_id_syncs_id_fk" FOREIGN KEY ("sync_id") REFERENCES "public"."syncs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sync_videos" ADD CONSTRAINT "sync_videos_repost_id_reposts_id_fk" FOREIGN KEY ("repost_id") REFERENCES "public"."reposts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "syncs" ADD CONSTRAINT "syncs_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "syncs" ADD CONSTRAINT "syncs_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "web_subs" ADD CONSTRAINT "web_subs_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "readbacks_by_time" ON "readbacks" USING btree ("next_at");--> statement-breakpoint
CREATE INDEX "readbacks_by_account" ON "readbacks" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "sync_runs_by_sync" ON "sync_runs" USING btree ("sync_id","id");--> statement-breakpoint
CREATE INDEX "sync_videos_by_state" ON "sync_videos" USING btree ("sync_id","state","look_again_at");--> statement-breakpoint
CREATE INDEX "sync_videos_by_time" ON "sync_videos" USING btree ("sync_id","published_at");--> statement-breakpoint
CREATE INDEX "sync_videos_by_repost" ON "sync_videos" USING btree ("repost_id");--> statement-breakpoint
CREATE INDEX "syncs_by_channel" ON "syncs" USING btree ("channel_id");