import { compareVersions } from '../compare-versions.ts';
import type { ComparedStore } from '../comparison-types.ts';
import { createFindings } from '../findings.ts';
import { readChanges } from '../read-changes.ts';
import { everyVersion } from '../suspicion.ts';

/** A copy that was left, and what it was copied from. */
export interface OwnVersionsOptions {
  readonly from: Pick<ComparedStore, 'read'>;
  readonly to: Pick<ComparedStore, 'changes'>;
  /** Cursor of `to` up to which it is known; absent: from the beginning. */
  readonly after?: string | undefined;
  readonly signal?: AbortSignal;
  /** Called after each page with the versions looked at so far. */
  onPage?(versions: number): void;
}

/**
 * Whether a store holds nothing but what another holds too, version by version, to the byte: then it is a part of a copy of it, and nothing that
 * anybody else has written. Reads all of it that is not known, in constant memory.
 *
 * @throws BaseplateError `cancelled`; whatever the stores throw, but for what they cannot read, which is no copy
 */
export async function holdsOwnVersions({ from, to, after, signal, onPage }: OwnVersionsOptions): Promise<boolean> {
  let done = 0;
  const pages = readChanges({
    store: to,
    limit: 1000,
    ...(after === undefined ? {} : { after }),
    ...(signal === undefined ? {} : { signal }),
  });
  for await (const { versions, unreadable } of pages) {
    const findings = createFindings(1);
    // Nothing was looked at from the other side before, so nothing can be left out from this one.
    await compareVersions(versions, { side: 'left', there: from, suspicion: everyVersion, findings });
    if (unreadable !== undefined || findings.differences.length > 0) return false;
    done += versions.length;
    onPage?.(done);
  }
  return true;
}
