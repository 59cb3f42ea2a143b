import { defineConfig } from 'drizzle-kit';

/** Drafts a migration from the schema: `pnpm exec drizzle-kit generate`. */
export default defineConfig({ dialect: 'postgresql', schema: './src/schema.ts', out: './migrations' });
