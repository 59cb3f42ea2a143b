import type { StoredVersion } from '@baseplate-epr/contracts';
import { newestIsAllowed } from '../access/newest-is-allowed.ts';
import { versionHolds } from '../access/version-holds.ts';
import { giveOut } from '../binary/give-out.ts';
import { badQuery, forbidden, notFound } from '../error/refusals.ts';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import type { RecordVersion } from '../session/record-version.ts';
import type { HistoryAnswer, HistoryVersion, RecordHistoryOptions } from '../session/search-types.ts';
import { requireType } from './read-version.ts';

/** Reads one page of a history; see `RecordSession.history`. */
export async function readHistory(
  parts: RecordParts,
  caller: Caller,
  options: RecordHistoryOptions,
): Promise<HistoryAnswer> {
  const { type, id, since, at } = options;
  const action = id !== undefined ? 'history-instance' : type !== undefined ? 'history-type' : 'history-system';
  // SMART v2 counts the history of one resource as reading it, and that of a type or of everything as searching.
  const interaction = id !== undefined ? 'read' : 'search';
  if (type !== undefined) await requireType(caller, type, interaction, action);
  else if (id !== undefined) throw badQuery('A history of one resource needs its type.');
  const rules = caller.access.rules(interaction);
  if (rules.otherwise.kind === 'none' && Object.keys(rules.byType).length === 0) {
    await caller.trail.refusal({ action, detail: `no-scope-${interaction}` });
    throw forbidden('You may not search any type of resource here. Ask for a role or token with a scope for it.');
  }
  const binding = JSON.stringify(['history', caller.principal.id, type, id, since, at]);
  const cursor = options.cursor === undefined ? undefined : parts.cursors.open(binding, options.cursor);
  const count = Math.max(1, Math.min(options.count ?? parts.limits.defaultCount, parts.limits.maximumCount));
  const page = await parts.records.history({
    scope: type === undefined ? {} : { type, ...(id === undefined ? {} : { id }) },
    access: rules,
    ...(since === undefined ? {} : { since }),
    ...(at === undefined ? {} : { at }),
    count,
    ...(typeof cursor === 'string' ? { cursor } : {}),
  });
  const remaining = await withNewestAllowed(parts, caller, page.versions);
  const shown = await thatHoldThemselves(parts, caller, remaining);
  const total = totalOf(caller, options, { shown: shown.length, ...page });
  const hidden = id !== undefined && page.versions.length > 0 && remaining.length === 0;
  if (hidden || (id !== undefined && page.total === 0 && since === undefined && at === undefined)) {
    await caller.trail.refusal({ action, resource: `${type}/${id}`, detail: 'not-visible' });
    throw notFound(`There is no ${type} with this id that you may see.`);
  }
  await caller.trail.access({ action, versions: shown });
  const versions = (await giveOut(parts, shown)).map(withMethod);
  const next = page.next === undefined ? {} : { next: parts.cursors.seal(binding, page.next) };
  return { versions, ...(total === undefined ? {} : { total }), ...next };
}

/**
 * The store counts versions that are left out here as well, and must not tell of them. Where there can be none of the kind, or all there is
 * stands on this page, the total is known all the same.
 */
function totalOf(
  { access }: Caller,
  { type, id, cursor }: RecordHistoryOptions,
  { shown, total, next }: { readonly shown: number; readonly total: number; readonly next?: string },
): number | undefined {
  const { byType, otherwise } = access.rules('read');
  const all = type === undefined ? [otherwise, ...Object.values(byType)] : [access.predicate(type, 'read')];
  // Of one resource that is seen as it is now, the store itself judges each version by its id and compartments.
  const known = id === undefined ? ['all'] : ['all', 'id', 'compartment'];
  if (all.every(({ kind }) => known.includes(kind))) return total;
  return cursor === undefined && next === undefined ? shown : undefined;
}

/** Leaves out versions of resources that have since remaining out of the caller's sight. */
async function withNewestAllowed(
  { records }: RecordParts,
  { access }: Caller,
  versions: readonly StoredVersion[],
): Promise<readonly StoredVersion[]> {
  const allowed = new Map<string, Promise<boolean>>();
  const isShown = (version: StoredVersion) => {
    const name = `${version.type}/${version.id}`;
    const known = allowed.get(name) ?? newestIsAllowed(records, access, version);
    allowed.set(name, known);
    return known;
  };
  const shown = await Promise.all(versions.map(isShown));
  return versions.filter((_version, index) => shown[index]);
}

/**
 * Leaves out versions that are not themselves what the caller may see: a store judges them by the entries that their resource has now, and an
 * earlier one may have been of another category, or protected by something else.
 */
async function thatHoldThemselves(
  parts: RecordParts,
  { access }: Caller,
  versions: readonly StoredVersion[],
): Promise<readonly StoredVersion[]> {
  const shown: StoredVersion[] = [];
  for (const version of versions) {
    if ((await versionHolds(parts, access.predicate(version.type, 'read'), version)) === true) shown.push(version);
  }
  return shown;
}

function withMethod(version: RecordVersion): HistoryVersion {
  return { ...version, method: methodOf(version) };
}

/** A first version counts as posted: which of the two ways a resource was first written is not kept. */
function methodOf({ deleted, versionId }: Pick<StoredVersion, 'deleted' | 'versionId'>): HistoryVersion['method'] {
  if (deleted) return 'DELETE';
  return versionId === '1' ? 'POST' : 'PUT';
}
