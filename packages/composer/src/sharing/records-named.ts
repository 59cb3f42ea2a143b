import type { ModuleReference } from '@baseplate-epr/contracts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';

/** The record stores that every process which serves has open: that in force, and the other one of a change-over. */
export function recordsNamed({
  data,
  changeOvers: { records: over },
}: LedgerEntry): readonly [ModuleReference, ...ModuleReference[]] {
  const other = over === undefined ? [] : [over.from, over.to].filter(({ since }) => since !== data.records.since);
  return [data.records.reference, ...other.map(({ reference }) => reference)];
}
