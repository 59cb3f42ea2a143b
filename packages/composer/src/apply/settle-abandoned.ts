import {
  type ChangeOver,
  type DataPlace,
  type LedgerChange,
  type LedgerEntry,
  wayBack,
  withChangeOver,
  withPassage,
} from '../ledger/ledger-entry.ts';

/** What is known of the processes. */
export interface Abandonment {
  readonly place: DataPlace;
  /** Whether the process that leads the change-over lives. */
  readonly isLed: boolean;
  /** Whether every living process meets the newest entry. */
  readonly isMet: boolean;
  /** Whether that was waited for long enough. */
  readonly isOverdue: boolean;
}

/**
 * What must be written where a change-over was left behind by the process that led it, so that writes go on. Anybody may write it.
 *
 * Before the flip the old store stays in force, with an epoch that passes its fence. After the flip both hold the same, and the new one
 * is named: then it goes on, once everybody reads it; if somebody cannot, the old store is put in force again, since nothing was written to
 * either meanwhile.
 *
 * @returns `undefined` if nothing must be done, or not yet
 */
export function settleAbandoned(
  entry: LedgerEntry,
  { place, isLed, isMet, isOverdue }: Abandonment,
): LedgerChange | undefined {
  const over = entry.changeOvers[place];
  if (over?.applier === undefined || isLed) return undefined;
  switch (over.phase) {
    case 'copying':
    case 'following':
      return {
        what: `${sentence(place)}: the process that led it is gone. It can be resumed.`,
        ...before(entry, place, over),
      };
    case 'holding':
      return {
        what: `${sentence(place)}: the process that led it is gone amid the hold. The old store goes on; it can be resumed.`,
        epoch: entry.epoch + 1,
        ...before(entry, place, over),
      };
    case 'flipped':
      if (!isMet && !isOverdue) return undefined;
      if (!isMet) {
        return {
          what: `${sentence(place)}: the process that led it is gone after the flip, and not every process could read the new store. The old store goes on; it can be resumed.`,
          epoch: entry.epoch + 1,
          data: { ...entry.data, [place]: over.from },
          ...withPassage(entry, wayBack(entry, over)),
          ...before(entry, place, over),
        };
      }
      return {
        what: `${sentence(place)}: the process that led it is gone after the flip. The new store takes writes.`,
        changeOvers: withChangeOver(entry, place, openedUp(over)),
      };
    default:
      return undefined;
  }
}

/** The same change-over once writes go to the new store. */
export function openedUp({ applier: _, undoes: __, ends: ___, ...over }: ChangeOver): ChangeOver {
  return { ...over, phase: 'mirroring' };
}

/** What counts when a change-over is given up before its flip, for now: it can be resumed; one that would have undone another leaves that one. */
export function before(entry: LedgerEntry, place: DataPlace, over: ChangeOver): Pick<LedgerEntry, 'changeOvers'> {
  const { applier: _, undoes, ...rest } = over;
  return { changeOvers: withChangeOver(entry, place, undoes ?? { ...rest, phase: 'copying' }) };
}

function sentence(place: DataPlace): string {
  return `Change-over of data.${place}`;
}
