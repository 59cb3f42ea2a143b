import { defineConfig } from 'vitest/config';

// The browser tests share one running record and one Chromium, which only a run that has browser tests starts.
export default defineConfig({
  test: {
    projects: [
      {
        test: { name: 'reference', include: ['test/**/*.test.ts'], exclude: ['test/browser/**'] },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/harness/browser-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
