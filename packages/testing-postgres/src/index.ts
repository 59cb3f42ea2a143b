export { type StartOptions, startPostgres, type TestPostgres } from './start-postgres.ts';
