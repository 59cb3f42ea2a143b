import { isBaseplateError, type ResourceKey } from '@baseplate-epr/contracts';
import { breather } from '../bundle/breather.ts';
import type { RecordParts } from '../session/record-parts.ts';
import { versionEntries } from './version-entries.ts';

/** Resources indexed in one go: some milliseconds of work, so that nobody waits for it. */
const batchSize = 100;
/** Index entries put down in one commit: a few large resources have as many as hundreds of others, and every write waits for it. */
const entriesAtOnce = 5000;

/** What a batch did. */
export interface IndexedBatch {
  readonly done: number;
  /** Resources that could not be indexed. */
  readonly failures: readonly ResourceKey[];
  /** Where to go on; absent at the end of the type. */
  readonly next?: string;
}

/** Indexes the current resources of a type that follow the cursor. What has a newer version by then brought its own entries. */
export async function indexBatch(parts: RecordParts, type: string, cursor: string | undefined): Promise<IndexedBatch> {
  const { records, index } = parts;
  const generation = index.generation();
  const page = await records.search({ types: [type], count: batchSize, ...(cursor === undefined ? {} : { cursor }) });
  const breathe = breather();
  let waiting: (ResourceKey & { versionId: string; entries: Awaited<ReturnType<typeof versionEntries>> })[] = [];
  let length = 0;
  const putDown = async () => {
    const entries = waiting;
    waiting = [];
    length = 0;
    await records.index({ generation, entries });
  };
  const failures: ResourceKey[] = [];
  for (const version of page.matches) {
    await breathe();
    const { type: own, id, versionId } = version;
    try {
      const entries = await versionEntries(parts, version);
      waiting.push({ type: own, id, versionId, entries });
      length += entries.length;
    } catch (error) {
      if (isBaseplateError(error) && !['input-invalid', 'limit-exceeded'].includes(error.code)) throw error;
      failures.push({ type: own, id });
    }
    if (length >= entriesAtOnce) await putDown();
  }
  await putDown();
  return { done: page.matches.length, failures, ...(page.next === undefined ? {} : { next: page.next }) };
}
