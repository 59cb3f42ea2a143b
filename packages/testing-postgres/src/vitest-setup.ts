import type { TestProject } from 'vitest/node';
import { startPostgres } from './start-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the server that the test run shares. */
    postgresUrl: string;
  }
}

/** A global setup for vitest: one server for the whole run of a package's tests. `inject('postgresUrl')` names it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  project.provide('postgresUrl', server.url);
  return () => server.close();
}
