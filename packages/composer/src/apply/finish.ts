import { type DocumentStore, isBaseplateError, type ModuleReference } from '@baseplate-epr/contracts';
import { nameOf } from '../applied/applied-configuration.ts';
import { type DataPlace, dataPlaces, type LedgerEntry } from '../ledger/ledger-entry.ts';
import type { ApplyOptions } from './applying.ts';
import { bringDeletions } from './documents/bring-deletions.ts';
import { joined, nothingToUndo } from './join.ts';
import { openPair } from './open-pair.ts';

/** A store of before, which is no longer kept. */
export interface LeftStore {
  readonly reference: ModuleReference;
  /** What somebody must see to, in words. */
  readonly trouble?: string;
}

/**
 * Ends the time in which change-overs can be rolled back: the old stores are no longer kept like the new ones. Documents that were deleted since
 * the flip are deleted from the old store too, as far as that can still be asked.
 *
 * @throws BaseplateError `not-found` if there is nothing to finish
 */
export function finish(options: ApplyOptions): Promise<readonly LeftStore[]> {
  return joined(options, async ({ ledger, entry }) => {
    const undeleted = await deletionsBrought(entry, options);
    let left: LeftStore[] = [];
    await ledger.change((newest) => {
      const done = dataPlaces.filter((place) => newest.changeOvers[place]?.phase === 'mirroring');
      if (done.length === 0) throw nothingToUndo();
      left = done.flatMap((place) => {
        const reference = newest.changeOvers[place]?.from.reference;
        if (reference === undefined) return [];
        const trouble = place === 'documents' ? undeleted : historyIn(newest, place);
        return trouble === undefined ? { reference } : { reference, trouble };
      });
      const others = Object.entries(newest.changeOvers).filter(([, { phase }]) => phase !== 'mirroring');
      const names = left.map(({ reference }) => nameOf(reference)).join(', ');
      const what = `There is no way back any more to ${names}: left as ${left.length === 1 ? 'it is' : 'they are'}.`;
      return { what, changeOvers: Object.fromEntries(others) };
    });
    return left;
  });
}

/** A store that had no history to take over is read for what went before. */
function historyIn({ data }: LedgerEntry, place: DataPlace): string | undefined {
  if (data[place].continues === undefined) return undefined;
  return 'It keeps the history of before the change-over, which the record goes on showing out of it: keep it, and keep it reachable.';
}

/** @returns why documents that were deleted may still be in the old store */
async function deletionsBrought(entry: LedgerEntry, options: ApplyOptions): Promise<string | undefined> {
  const over = entry.changeOvers.documents;
  if (over?.phase !== 'mirroring') return undefined;
  try {
    const pair = await openPair<DocumentStore>({ over }, { ...options, place: 'documents' });
    try {
      await bringDeletions({ inForce: pair.to, before: pair.from, signal: options.signal });
    } finally {
      await pair.close();
    }
    return undefined;
  } catch (error) {
    options.signal.throwIfAborted();
    const why = isBaseplateError(error) ? error.message : 'It failed in a way that was not foreseen.';
    return `Documents that were deleted since the change-over may still be in it. ${why}`;
  }
}
