import { isBaseplateError, type ResourceKey } from '@baseplate-epr/contracts';
import { breather } from '../bundle/breather.ts';
import type { RecordParts } from '../session/record-parts.ts';
import { versionEntries } from './version-entries.ts';

/** Resources indexed in one go: some milliseconds of work, so that nobody waits for it. */
const batchSize = 100;

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
  const entries: (ResourceKey & { versionId: string; entries: Awaited<ReturnType<typeof versionEntries>> })[] = [];
  const failures: ResourceKey[] = [];
  for (const version of page.matches) {
    await breathe();
    const { type: own, id, versionId } = version;
    try {
      entries.push({ type: own, id, versionId, entries: await versionEntries(parts, version) });
    } catch (error) {
      if (isBaseplateError(error) && !['input-invalid', 'limit-exceeded'].includes(error.code)) throw error;
      failures.push({ type: own, id });
    }
  }
  await records.index({ generation, entries });
  return { done: page.matches.length, failures, ...(page.next === undefined ? {} : { next: page.next }) };
}
