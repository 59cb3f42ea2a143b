import type { RecordStore, StoredVersion } from '@baseplate-epr/contracts';
import type { RecordDifference, Side } from '../comparison-types.ts';
import { readChanges } from '../read-changes.ts';
import { differingVersion } from '../version-parts.ts';
import { isSameContent } from './same-content.ts';

/** What of a resource is not the same in both stores, histories and times apart. */
export type CurrentDifference = Extract<RecordDifference, { readonly kind: 'missing' | 'content' }>;

/** What {@link compareCurrent} found. */
export interface CurrentComparison {
  readonly same: boolean;
  /** Resources that are current in each store. */
  readonly resources: { readonly left: number; readonly right: number };
  readonly differences: readonly CurrentDifference[];
  /** False if there are more differences than were asked for. */
  readonly complete: boolean;
}

/**
 * Compares what is current in two stores of which one gives times and texts of its own: the same resources, each with the same content to the
 * digit. Every resource of either store is looked at; both should be at rest.
 *
 * @throws BaseplateError `cancelled`; whatever the stores throw
 */
export async function compareCurrent(options: {
  readonly left: Pick<RecordStore, 'changes' | 'read'>;
  readonly right: Pick<RecordStore, 'changes' | 'read'>;
  /** So many differences are named. Default 10,000. */
  readonly differenceLimit?: number;
  readonly signal?: AbortSignal;
}): Promise<CurrentComparison> {
  const { left, right, differenceLimit = 10_000, signal } = options;
  const differences: CurrentDifference[] = [];
  const resources = { left: 0, right: 0 };
  let complete = true;
  const add = (difference: CurrentDifference) => {
    if (differences.length < differenceLimit) differences.push(difference);
    else complete = false;
  };
  const each = async (side: Side, visit: (version: StoredVersion, other: StoredVersion | undefined) => void) => {
    const [here, there] = side === 'left' ? [left, right] : [right, left];
    for await (const { versions } of readChanges({ store: here, after: undefined, limit: 1000, signal })) {
      for (const { type, id, versionId } of versions) {
        const newest = await here.read({ type, id });
        if (newest === undefined || newest.deleted || newest.versionId !== versionId) continue;
        resources[side] += 1;
        const other = await there.read({ type, id });
        visit(newest, other?.deleted ? undefined : other);
      }
    }
  };
  await each('left', (version, other) => {
    if (other === undefined) add({ ...differingVersion(version), kind: 'missing', missingIn: 'right' });
    else if (!isSameContent(version.text, other.text))
      add({ ...differingVersion(version, other), kind: 'content', parts: ['text'] });
  });
  await each('right', (version, other) => {
    if (other === undefined) add({ ...differingVersion(version), kind: 'missing', missingIn: 'left' });
  });
  return { same: differences.length === 0 && complete, resources, differences, complete };
}
