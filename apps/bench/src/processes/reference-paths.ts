import { fileURLToPath } from 'node:url';

/** The command line of the record. */
export const commandLine = fileURLToPath(new URL('../../../../packages/cli/src/main.ts', import.meta.url));

/** The reference assembly. */
export const referenceConfiguration = fileURLToPath(new URL('../../../reference/baseplate.config.ts', import.meta.url));

/** The same with its stores in PostgreSQL, which `DATABASE_URL` names. */
export const postgresConfiguration = fileURLToPath(
  new URL('../../../reference/baseplate.postgres.config.ts', import.meta.url),
);
