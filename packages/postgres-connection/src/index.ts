export { advisoryLock } from './advisory-lock.ts';
export { askingAgain, type Connections, openConnections } from './connections.ts';
export { healthOf } from './health-of.ts';
export { migrateSchema } from './migrate-schema.ts';
export {
  connectionString,
  type PostgresPlaceOptions,
  placeFaults,
  type ResolvedPlace,
  refuseFaults,
  resolvePlace,
} from './place.ts';
export { settleLost } from './settle-lost.ts';
export { isConnectionLoss, storageError } from './storage-error.ts';
