import { askedOf, type DataPlace, dataPlaces, type LedgerEntry } from './ledger-entry.ts';
import type { ServicesChange } from './ledger-services.ts';

/** What a rollback undoes: a swap of services and nothing else, or the change-overs of one apply, in the order in which they are undone. */
export type Undo =
  | { readonly kind: 'services'; readonly change: ServicesChange }
  | { readonly kind: 'stores'; readonly places: readonly DataPlace[] };

/**
 * What a rollback would undo now, which is what was done last: begun, taken up again, or flipped, whichever of them was the latest. Of an apply
 * that was partly undone by a rollback, the rest.
 *
 * @returns `undefined` if there is nothing to undo
 */
export function nextUndo({
  services: { change },
  changeOvers,
}: Pick<LedgerEntry, 'services' | 'changeOvers'>): Undo | undefined {
  const swap = change?.phase === 'loading' ? change.before : change;
  const overs = dataPlaces.flatMap((place) => {
    const over = changeOvers[place];
    return over === undefined ? [] : { place, ...askedOf(over) };
  });
  const latest = overs.toSorted((left, right) => right.at - left.at)[0];
  if (swap !== undefined && swap.to.since > (latest?.at ?? 0)) return { kind: 'services', change: swap };
  if (latest === undefined) return undefined;
  const together = overs.filter(({ run }) => run === latest.run);
  const rest = together.filter(({ isBack }) => !isBack);
  const undone = rest.length === 0 ? together : rest;
  return { kind: 'stores', places: undone.map(({ place }) => place).toReversed() };
}
