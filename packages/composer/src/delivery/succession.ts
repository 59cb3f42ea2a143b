import type { StateNamespace } from '@baseplate-epr/contracts';
import { leftPrefix } from './delivery-note.ts';
import type { Tenure } from './tenure.ts';

/**
 * Hands what a service hears of from one package to another that has taken its name. What the one before has not taken goes to the next, since
 * it may have been replaced because it took nothing. One that comes back begins where it left: its state is as it was then, so it must hear
 * of what the other heard meanwhile.
 *
 * @returns false if another process delivers by now
 */
export async function succeed(
  state: StateNamespace,
  { service, owner, tenure }: { readonly service: string; readonly owner: string; readonly tenure: Tenure },
): Promise<boolean> {
  const note = tenure.note();
  if (note.owner === owner) return true;
  const placeOf = (whose: string) => `${leftPrefix}${service}/${whose}`;
  // In this order a crash at any moment leaves out nothing: at worst something is told again.
  if (note.owner !== undefined) await state.set({ key: placeOf(note.owner), value: note.cursor });
  const left = await state.get({ key: placeOf(owner) });
  const cursor = left?.value ?? note.cursor;
  if (!(await tenure.keep({ ...note, owner, cursor, failing: {} }))) return false;
  await state.delete({ key: placeOf(owner) });
  return true;
}
