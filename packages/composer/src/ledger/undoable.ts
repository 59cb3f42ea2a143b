import { createHash } from 'node:crypto';
import { stable } from '../applied/same-store.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import { nextUndo } from './next-undo.ts';

/** Stands for exactly the change-overs and the swap of an entry, as far as undoing or finishing them goes, and for which of them is undone next. */
export function undoable(entry: Pick<LedgerEntry, 'changeOvers' | 'services'>): string {
  const {
    changeOvers,
    services: { change },
  } = entry;
  const undo = nextUndo(entry);
  const next = undo?.kind === 'stores' ? undo.places : undo?.kind;
  const stores = Object.entries(changeOvers).map(([place, { id, phase }]) => [place, id, phase === 'mirroring']);
  const services = change === undefined ? null : [change.id, change.phase];
  const text = stable({ stores: stores.sort(), services, next: next ?? null });
  return createHash('sha256').update(text).digest('hex');
}
