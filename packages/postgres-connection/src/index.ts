export { advisoryLock } from './advisory-lock.ts';
export { askingAgain, type Connections, openConnections } from './connections.ts';
export type { CodeExplanation } from './explanations.ts';
export { healthOf } from './health-of.ts';
export { giveIdentity, readIdentity } from './identity.ts';
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
export { sizeOfSchema } from './size-of-schema.ts';
export { isConnectionLoss, isEnded, storageError } from './storage-error.ts';
