import {
  type ChainedPredicate,
  type IndexEntry,
  isBaseplateError,
  type Predicate,
  type RecordStore,
  type StoredVersion,
} from '@baseplate-epr/contracts';
import { versionEntries } from '../indexing/version-entries.ts';
import type { RecordParts } from '../session/record-parts.ts';
import { allOf, anyOf, everything, noneOf, nothing } from './combine-predicates.ts';
import { residual } from './residual.ts';

/**
 * Whether a condition holds for this very version, not for whatever is current; `undefined` if that cannot be told: the text of a deletion, and
 * one that cannot be indexed, have no entries. A chain leads to what the version itself refers to, as that is now.
 */
export async function versionHolds(
  parts: RecordParts,
  predicate: Predicate,
  version: StoredVersion,
): Promise<boolean | undefined> {
  const early = residual(predicate, version);
  if (early.kind === 'all' || early.kind === 'none') return early.kind === 'all';
  if (version.deleted) return undefined;
  let entries: readonly IndexEntry[];
  try {
    entries = await versionEntries(parts, version);
  } catch (error) {
    if (isBaseplateError(error) && (error.code === 'input-invalid' || error.code === 'limit-exceeded'))
      return undefined;
    throw error;
  }
  const rest = await followed(parts.records, residual(early, { ...version, entries }), entries);
  if (rest.kind === 'all' || rest.kind === 'none') return rest.kind === 'all';
  // Reverse chains are left: they are about what refers to the resource, whichever version it is in.
  const where = allOf([{ kind: 'id', ids: [version.id] }, rest]);
  const { matches } = await parts.records.search({ types: [version.type], where, count: 1 });
  return matches.length > 0;
}

/** What remains once the chains that begin at the version are decided. */
async function followed(
  records: RecordStore,
  predicate: Predicate,
  entries: readonly IndexEntry[],
): Promise<Predicate> {
  const all = (predicates: readonly Predicate[]) =>
    Promise.all(predicates.map((part) => followed(records, part, entries)));
  switch (predicate.kind) {
    case 'and':
      return allOf(await all(predicate.predicates));
    case 'or':
      return anyOf(await all(predicate.predicates));
    case 'not':
      return noneOf(await followed(records, predicate.predicate, entries));
    case 'chained':
      return (await leads(records, predicate, entries)) ? everything : nothing;
    default:
      return predicate;
  }
}

async function leads(
  records: RecordStore,
  { parameter, types, where }: ChainedPredicate,
  entries: readonly IndexEntry[],
): Promise<boolean> {
  for (const entry of entries) {
    if (entry.kind !== 'reference' || entry.parameter !== parameter || !types.includes(entry.type)) continue;
    const target = allOf([{ kind: 'id', ids: [entry.id] }, where]);
    const { matches } = await records.search({ types: [entry.type], where: target, count: 1 });
    if (matches.length > 0) return true;
  }
  return false;
}
