import { defineConfig } from 'vitest/config';

// One real server for all files of the run; each store in a schema of its own. A case of the kit may ask thousands of questions.
export default defineConfig({
  test: { globalSetup: ['@baseplate-epr/testing-postgres/vitest-setup'], testTimeout: 120_000, hookTimeout: 60_000 },
});
