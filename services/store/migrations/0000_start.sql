CREATE TABLE "account_aliases" (
	"client_key" text NOT NULL,
	"open_id" text NOT NULL,
	"account_id" text NOT NULL,
	CONSTRAINT "account_aliases_client_key_open_id_pk" PRIMARY KEY("client_key","open_id")
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"union_id" text,
	"username" text,
	"display_name" text NOT NULL,
	"avatar_url" text,
	"status" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_union_id_unique" UNIQUE("union_id")
);
--> statement-breakpoint
CREATE TABLE "api_calls" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"endpoint" text NOT NULL,
	"account_id" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"settings" text NOT NULL,
	"wording" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"repost_id" text,
	"type" text NOT NULL,
	"data" jsonb NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"account_id" text PRIMARY KEY NOT NULL,
	"client_key" text NOT NULL,
	"open_id" text NOT NULL,
	"sealed" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"access_expires_at" timestamp (3) with time zone NOT NULL,
	"refresh_expires_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"key" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reposts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"video_id" text NOT NULL,
	"generation" integer DEFAULT 1 NOT NULL,
	"attempt" integer DEFAULT 1 NOT NULL,
	"posting" text NOT NULL,
	"settings" jsonb NOT NULL,
	"own_content" jsonb NOT NULL,
	"state" text NOT NULL,
	"next_step" text,
	"video" jsonb,
	"media" jsonb,
	"done_bytes" bigint,
	"total_bytes" bigint,
	"approval" jsonb,
	"publish_id" text,
	"post_id" text,
	"url" text,
	"error" jsonb,
	"started_at" timestamp (3) with time zone,
	"cancel_requested_at" timestamp (3) with time zone,
	"committed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "one_repost" UNIQUE("account_id","video_id","generation")
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"repost_id" text PRIMARY KEY NOT NULL,
	"serial" integer NOT NULL,
	"attempt" integer NOT NULL,
	"publish_id" text NOT NULL,
	"sealed_url" text NOT NULL,
	"url_expires_at" timestamp (3) with time zone NOT NULL,
	"size_bytes" bigint NOT NULL,
	"chunk_size_bytes" bigint NOT NULL,
	"chunk_count" integer NOT NULL,
	"sha256" text NOT NULL,
	"confirmed_bytes" bigint DEFAULT 0 NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "web_secrets" (
	"hash" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"session_hash" text,
	"sealed" text,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "account_aliases" ADD CONSTRAINT "account_aliases_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reposts" ADD CONSTRAINT "reposts_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_repost_id_reposts_id_fk" FOREIGN KEY ("repost_id") REFERENCES "public"."reposts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_calls_by_key" ON "api_calls" USING btree ("provider","endpoint","account_id","at");--> statement-breakpoint
CREATE INDEX "events_by_repost" ON "events" USING btree ("repost_id","id");--> statement-breakpoint
CREATE INDEX "events_by_account" ON "events" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "reposts_by_state" ON "reposts" USING btree ("state");--> statement-breakpoint
CREATE INDEX "reposts_by_time" ON "reposts" USING btree ("created_at");