import type { Health, RecordStore } from '@baseplate-epr/contracts';

/** How the record is. A store that works, while something else of it gives trouble, is worth a look. */
export async function recordsHealth(records: RecordStore, troubles: readonly (string | undefined)[]): Promise<Health> {
  const health = await records.health();
  const reason = troubles.find((trouble) => trouble !== undefined);
  return health.status === 'pass' && reason !== undefined ? { status: 'warn', reason } : health;
}
