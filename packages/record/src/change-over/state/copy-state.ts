import { isSameEntry, namesOfBoth, pairEntries } from './pair-entries.ts';
import type { CopyStateOptions, CopyStateResult } from './state-types.ts';

/** Quotas belong to those who write, so what is moved is not held to any. */
const quota = Number.MAX_SAFE_INTEGER;

/**
 * Makes a state store hold what another holds: entries with their values and expiries, and nothing else. Versions are the target's own, so
 * a compare-and-set that was begun before meets a conflict once and is repeated, as after any other write. For a source that nobody
 * writes to meanwhile; idempotent, so one that was broken off is begun again.
 *
 * @throws BaseplateError `cancelled` between two pages; whatever the stores throw
 */
export async function copyState(options: CopyStateOptions): Promise<CopyStateResult> {
  const { from, to, limit = 50, signal, onNamespace } = options;
  let done: CopyStateResult = { namespaces: 0, entries: 0, written: 0, deleted: 0 };
  for (const name of await namesOfBoth(from, to)) {
    const left = from.namespace({ name, quota });
    const right = to.namespace({ name, quota });
    let { entries, written, deleted } = done;
    for await (const pair of pairEntries({ left, right, limit, signal })) {
      if (pair.left !== undefined) {
        entries += 1;
        if (isSameEntry(pair)) continue;
        const { key, value, expiresAt } = pair.left;
        await right.set({ key, value, ...(expiresAt === undefined ? {} : { expiresAt }) });
        written += 1;
      } else if (pair.right !== undefined) {
        await right.delete({ key: pair.right.key });
        deleted += 1;
      }
    }
    done = { namespaces: done.namespaces + 1, entries, written, deleted };
    await onNamespace?.(done);
  }
  return done;
}
