import { defineConfig } from 'drizzle-kit';

/** For `npm run db:generate`, which writes the SQL of a changed schema; the store applies it when it is opened. */
export default defineConfig({
	dialect: 'postgresql',
	schema: [
		'./services/store/schema.ts',
		'./services/store/clientSchema.ts',
		'./services/store/laneSchema.ts',
		'./services/store/syncSchema.ts',
	],
	out: './services/store/migrations',
});
