import { defineConfig } from 'vitest/config';

// One real server for all files of the run; each store in a schema of its own.
export default defineConfig({
  test: { globalSetup: ['@baseplate-epr/testing-postgres/vitest-setup'], testTimeout: 30_000 },
});
