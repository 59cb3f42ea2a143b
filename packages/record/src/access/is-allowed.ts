import type { IndexEntry, Query, RecordStore, StoredVersion } from '@baseplate-epr/contracts';
import type { Interaction } from '../session/record-session.ts';
import type { Access } from './access.ts';
import { allOf } from './combine-predicates.ts';
import { residual } from './residual.ts';

/**
 * Whether the interaction is allowed on a version that is in the store, by the same predicate that a search would apply.
 *
 * Parts about the version itself (id, compartments) are decided here; the rest is asked of the store about the current version.
 */
export async function isAllowed(
  records: RecordStore,
  access: Access,
  version: StoredVersion,
  interaction: Interaction,
): Promise<boolean> {
  const rest = residual(access.predicate(version.type, interaction), version);
  if (rest.kind === 'all') return true;
  if (rest.kind === 'none') return false;
  const where = allOf([{ kind: 'id', ids: [version.id] }, rest]);
  const disclosing = interaction === 'read' || interaction === 'search';
  const query: Query = { types: [version.type], where, count: 1 };
  const { matches } = await records.search(disclosing ? { ...query, access: access.rules(interaction) } : query);
  return matches.length > 0;
}

/** Whether a version that is about to be written may be left like that by the interaction. */
export function mayBecome(
  access: Access,
  version: StoredVersion & { readonly entries: readonly IndexEntry[] },
  interaction: Interaction,
): boolean {
  if (residual(access.predicate(version.type, interaction), version).kind !== 'all') return false;
  return concernsOnlySubject(access, version, interaction);
}

/**
 * Whether a version is about nobody but the patient whose data alone the caller may write, if there is such a patient. A resource
 * that concerns two patients may be read by both, and is changed by neither, unless other scopes than those of the patient allow it.
 */
export function concernsOnlySubject(
  access: Access,
  version: StoredVersion & { readonly entries?: readonly IndexEntry[] },
  interaction: Interaction,
): boolean {
  const sole = access.soleSubject(version.type, interaction);
  if (sole === undefined || version.compartments.every(({ type, id }) => type !== 'Patient' || id === sole))
    return true;
  return residual(access.withoutPatient(version.type, interaction), version).kind === 'all';
}
