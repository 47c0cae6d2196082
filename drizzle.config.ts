import { defineConfig } from 'drizzle-kit';

// `npm run migrations` (scripts/embed-migrations.ts) runs this and embeds the outcome.
export default defineConfig({
  dialect: 'postgresql',
  schema: './src/postgres/schema/index.ts',
  out: './src/postgres/migrations',
});
