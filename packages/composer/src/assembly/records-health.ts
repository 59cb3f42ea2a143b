import { setTimeout as wait } from 'node:timers/promises';
import type { Health, RecordStore } from '@baseplate-epr/contracts';

/** What stands beside the record store. */
export interface RecordsHealthOptions {
  readonly records: Pick<RecordStore, 'health'>;
  /** Why it is worth a look, though it works. */
  readonly troubles: readonly (string | undefined)[];
  /** Whether it is known which stores are in force; without that every request waits, and is refused in the end. */
  isKnown(): boolean;
}

/** So long a process may not know it and be as well as before, in milliseconds: one that stood still for a moment is not sick. */
const patience = 1000;

/** How the record is. A store that works, while something else of it gives trouble, is worth a look. */
export async function recordsHealth({ records, troubles, isKnown }: RecordsHealthOptions): Promise<Health> {
  if (!isKnown()) await wait(patience);
  if (!isKnown()) return { status: 'fail', reason: notKnown };
  const health = await records.health();
  const reason = troubles.find((trouble) => trouble !== undefined);
  return health.status === 'pass' && reason !== undefined ? { status: 'warn', reason } : health;
}

const notKnown =
  'The ledger cannot be read or written, so it is not known which stores are in force, and every request is refused. See that its folder is there, and that the disk takes writes.';
