import type { Connection } from '../connection/connection.ts';
import { createGuards, type Guards } from '../query/guards.ts';
import { createEntryWriter } from './entry-writer.ts';
import { createFence, type FenceState } from './fence.ts';
import { createLatestTime, type LatestTime } from './latest-time.ts';
import { createLeastGeneration, type LeastGeneration } from './least-generation.ts';
import { createResources, type Resources } from './resources.ts';
import { createTally } from './tally.ts';
import { createVersionWriter, type VersionWriter } from './version-writer.ts';

/** Everything that writes, on the one connection that does. */
export interface Writer {
  readonly connection: Connection;
  readonly resources: Resources;
  readonly versions: VersionWriter;
  readonly guards: Guards;
  readonly fence: FenceState;
  readonly generation: LeastGeneration;
  readonly times: LatestTime;
}

/** Makes the writer of a connection. */
export function createWriter(connection: Connection, candidateLimit: number): Writer {
  const { database, names } = connection;
  const resources = createResources(database);
  const entryWriter = createEntryWriter(database, names, resources);
  const tally = createTally(database);
  return {
    connection,
    resources,
    versions: createVersionWriter({ database, names, entryWriter, tally }),
    guards: createGuards(connection, candidateLimit),
    fence: createFence(database),
    generation: createLeastGeneration(database),
    times: createLatestTime(database),
  };
}

/** Forgets what a transaction that was rolled back may have left in memory. */
export function forget({ connection, resources, versions }: Writer): void {
  connection.names.forget();
  resources.forget();
  versions.forget();
}
