import type { ModuleReference } from '@baseplate-epr/contracts';
import { isSameStore } from '../../applied/same-store.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { ChangeOver, DataPlace, LedgerEntry } from '../../ledger/ledger-entry.ts';

/** A store that is asked for, and where it would go. */
export interface LeftCopyOptions {
  readonly ledger: Pick<Ledger, 'entries'>;
  readonly entry: LedgerEntry;
  readonly place: DataPlace;
  readonly to: ModuleReference;
}

/** A change-over that was given up, as it stood, and when. */
export interface LeftCopy {
  readonly over: ChangeOver;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * The change-over by which this ledger has begun to fill a store from the one that is in force, and which was given up before its flip: what it
 * copied may still be there.
 */
export async function leftCopy({ ledger, entry, place, to }: LeftCopyOptions): Promise<LeftCopy | undefined> {
  const { since } = entry.data[place];
  const flipped = new Set<string>();
  let left: LeftCopy | undefined;
  for (const { at, changeOvers } of await ledger.entries()) {
    const over = changeOvers[place];
    if (over === undefined) continue;
    if (over.phase === 'flipped' || over.phase === 'mirroring') flipped.add(over.id);
    else if (over.undoes === undefined && over.from.since === since && isSameStore(over.to.reference, to))
      left = { over, at };
  }
  // What was once in force for reads may have been written to.
  return left === undefined || flipped.has(left.over.id) ? undefined : left;
}
