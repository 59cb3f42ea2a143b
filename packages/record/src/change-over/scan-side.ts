import type { StoredVersion } from '@baseplate-epr/contracts';
import { ahead } from './ahead.ts';
import { requireWanted } from './cancelled.ts';
import { compareVersions } from './compare-versions.ts';
import type { ComparedStore, Side } from './comparison-types.ts';
import type { Findings } from './findings.ts';
import { readChanges } from './read-changes.ts';
import type { Suspicion } from './suspicion.ts';

/** What to look through. */
export interface ScanOptions {
  readonly side: Side;
  readonly here: ComparedStore;
  readonly there: ComparedStore;
  readonly suspicion: Pick<Suspicion, 'about'>;
  readonly findings: Findings;
  readonly signal: AbortSignal | undefined;
  /** Called with every version of this side. */
  onVersion(version: StoredVersion): void;
  /** Called after each page with the versions looked at so far. */
  onPage(versions: number): void;
}

const limit = 1000;

/**
 * Looks through one store for versions that the other holds differently, and asks the other for those alone that can be it.
 *
 * @returns whether the store could be read to its end
 */
export async function scanSide(options: ScanOptions): Promise<boolean> {
  const { side, here, suspicion, findings, signal, onVersion, onPage } = options;
  let done = 0;
  for await (const { versions, unreadable, cursor } of ahead(readChanges({ store: here, limit, signal }))) {
    requireWanted(signal);
    for (const version of versions) onVersion(version);
    const suspects = versions.filter((version) => suspicion.about(version));
    await compareVersions(suspects, options);
    if (unreadable !== undefined) {
      const { version = {}, reason } = unreadable;
      findings.add({ kind: 'unreadable', side, reason, ...version });
      if (cursor === undefined) return false;
    }
    if (findings.isFull()) return false;
    done += versions.length;
    onPage(done);
  }
  return true;
}
