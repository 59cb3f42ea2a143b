import type { Compartment, Predicate, StoredVersion } from '@baseplate-epr/contracts';
import type { Side } from '../comparison-types.ts';
import { inParallel } from '../in-parallel.ts';
import { resourceName } from '../version-name.ts';
import { differingVersion } from '../version-parts.ts';
import type { AnswerFault, AnsweringStore, SearchedBy } from './answer-types.ts';
import { asksFor, foundBy } from './found-by.ts';
import { identifiersOf } from './identifiers-of.ts';

const atOnce = 16;

/** A store, and what to do with what is wrong in it. */
export interface CheckPageOptions {
  readonly side: Side;
  readonly store: AnsweringStore;
  fault(fault: AnswerFault): void;
}

/**
 * Holds what a store answers against a page of what it has committed: a read gives the newest version, and a search by id, by each compartment and by a
 * patient's identifiers finds what a read gives, and nothing else of the page. Each resource is searched for once, where its newest version stands.
 *
 * What does not agree is asked for again by itself, and counts if a read gives the same before and after: something may have been written between.
 *
 * @returns how many resources were searched for
 */
export async function checkPage(versions: readonly StoredVersion[], options: CheckPageOptions): Promise<number> {
  const { side, store, fault } = options;
  const last = [...new Map(versions.map((version) => [resourceName(version), version])).values()];
  const read = await inParallel(last, atOnce, ({ type, id }) => store.read({ type, id }));
  const current: StoredVersion[] = [];
  for (const [index, version] of last.entries()) {
    const now = read[index];
    if (now === undefined || Number(now.versionId) < Number(version.versionId)) {
      const given = now === undefined ? {} : { given: now.versionId };
      fault({ kind: 'stale-read', side, ...differingVersion(version), ...given });
    }
    if (now !== undefined && now.versionId === version.versionId) current.push(now);
  }
  if (current.length === 0) return 0;
  const types = [...new Set(current.map(({ type }) => type))];
  const ids: Predicate = { kind: 'id', ids: [...new Set(current.map(({ id }) => id))] };
  const among = (...further: readonly Predicate[]) =>
    foundBy(store, { types, where: { kind: 'and', predicates: [ids, ...further] } });

  await compare(await among(), 'id', () => true, []);
  const compartments = new Map(
    current.flatMap((version) => version.compartments.map((one) => [`${one.type}/${one.id}`, one] as const)),
  );
  await inParallel([...compartments.values()], atOnce, async ({ type, id }) => {
    const inside: Predicate = { kind: 'compartment', type, ids: [id] };
    await compare(await among(inside), 'compartment', (version) => version.compartments.some(is(type, id)), [inside]);
  });
  await inParallel(current, atOnce, async (version) => {
    const identifiers = identifiersOf(version);
    if (identifiers.length === 0) return;
    const found = await foundBy(store, asksFor(version, ...identifiers));
    if (!found.has(resourceName(version))) await confirm(version, 'identifier', () => true, identifiers);
  });
  return current.filter(({ deleted }) => !deleted).length;

  async function compare(
    found: ReadonlyMap<string, string>,
    by: SearchedBy,
    belongs: (version: StoredVersion) => boolean,
    further: readonly Predicate[],
  ): Promise<void> {
    for (const version of current) {
      const expected = !version.deleted && belongs(version) ? version.versionId : undefined;
      if (found.get(resourceName(version)) !== expected) await confirm(version, by, belongs, further);
    }
  }

  async function confirm(
    { type, id }: StoredVersion,
    by: SearchedBy,
    belongs: (version: StoredVersion) => boolean,
    further: readonly Predicate[],
  ): Promise<void> {
    const before = await store.read({ type, id });
    if (before === undefined) return;
    const conditions = by === 'identifier' ? identifiersOf(before) : further;
    const found = (await foundBy(store, asksFor(before, ...conditions))).get(resourceName(before));
    const after = await store.read({ type, id });
    if (after?.versionId !== before.versionId) return;
    const expected = !before.deleted && belongs(before) ? before.versionId : undefined;
    if (found === expected) return;
    fault({ kind: expected === undefined ? 'overfound' : 'unfound', side, by, ...differingVersion(before) });
  }
}

function is(type: string, id: string): (compartment: Compartment) => boolean {
  return (compartment) => compartment.type === type && compartment.id === id;
}
