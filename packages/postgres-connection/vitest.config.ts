import { defineConfig } from 'vitest/config';

// One real server for all files of the run.
export default defineConfig({ test: { globalSetup: ['@baseplate-epr/testing-postgres/vitest-setup'] } });
