import { defineConfig } from 'vitest/config';

// One real server for all files of the run; each log in a schema of its own. A case of the kit may ask thousands of questions.
export default defineConfig({
  test: { globalSetup: ['@baseplate-epr/testing-postgres/vitest-setup'], testTimeout: 30_000 },
});
