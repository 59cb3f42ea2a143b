import { defineConfig } from 'vitest/config';

/** What an assembly on other stores has to show: a client somebody else wrote, a crowd, documents, tokens, and that nothing is lost. */
const telling = ['client', 'concurrency', 'kept', 'medplum-client', 'tokens'].map((name) => `test/api/${name}.test.ts`);
/** A server, a record and hundreds of requests, on a machine that may be busy. */
const patient = { testTimeout: 60_000, hookTimeout: 60_000 };
/** These files leave nothing behind in what they import: each worker reads the modules once, where every file would read them all anew. */
const together = { isolate: false };
const postgres = ['@baseplate-epr/testing-postgres/vitest-setup'];

// The browser tests share one running record and one Chromium, which only a run that has browser tests starts.
export default defineConfig({
  test: {
    // Most of a test here is a record that starts, or a disk that is waited for: two at once need half the time, on two processors as well.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'reference',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**'],
          provide: { stores: 'sqlite' },
        },
      },
      {
        test: {
          name: 'postgres',
          include: telling,
          globalSetup: postgres,
          provide: { stores: 'postgres' },
          ...patient,
          ...together,
        },
      },
      {
        test: {
          name: 'postgres and s3',
          include: telling,
          globalSetup: postgres,
          provide: { stores: 'postgres and s3' },
          ...patient,
          ...together,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/harness/browser-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
