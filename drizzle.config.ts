import { defineConfig } from 'drizzle-kit';

// `npx tsx scripts/embed-migrations.ts` runs this and embeds the outcome as a module.
export default defineConfig({
  dialect: 'postgresql',
  schema: './src/postgres/schema/index.ts',
  out: './src/postgres/migrations',
});
