import type { ChangeInteraction, Predicate, StoredVersion, Subscription } from '@baseplate-epr/contracts';
import { scopeQueryPredicate } from '@baseplate-epr/fhir';
import type { Access } from '../access/access.ts';
import { versionHolds } from '../access/version-holds.ts';
import type { RecordParts } from '../session/record-parts.ts';

/** What is needed to judge whether a change is heard. */
export interface HearsOptions {
  readonly parts: RecordParts;
  readonly access: Access;
  readonly subscriptions: readonly Subscription[];
}

/**
 * Judges changes: whether a subscription is about them, and whether the caller may read the resource, in the version that was made and in the
 * newest. A deletion is judged by the version before it.
 *
 * @throws BaseplateError `query-invalid` if the criteria of a subscription cannot be applied
 */
export function hears({ parts, access, subscriptions }: HearsOptions): (version: StoredVersion) => Promise<boolean> {
  const criteria = subscriptions.map((subscription) => ({ subscription, predicate: predicateOf(parts, subscription) }));

  const before = ({ type, id, versionId }: StoredVersion) =>
    versionId === '1' ? undefined : parts.records.read({ type, id, versionId: (BigInt(versionId) - 1n).toString() });

  async function mayRead(version: StoredVersion): Promise<boolean> {
    const predicate = access.predicate(version.type, 'read');
    if (predicate.kind === 'all') return true;
    if (predicate.kind === 'none') return false;
    const said = version.deleted ? await before(version) : version;
    if (said === undefined || (await versionHolds(parts, predicate, said)) !== true) return false;
    const newest = await parts.records.read({ type: version.type, id: version.id });
    if (newest === undefined || newest.deleted || newest.versionId === said.versionId) return true;
    return (await versionHolds(parts, predicate, newest)) === true;
  }

  async function isWanted(version: StoredVersion): Promise<boolean> {
    const interaction = interactionOf(version);
    const about = criteria.filter(
      ({ subscription: { type, interactions } }) =>
        type === version.type && (interactions === undefined || interactions.includes(interaction)),
    );
    if (about.length === 0 || about.some(({ predicate }) => predicate.kind === 'all')) return about.length > 0;
    let earlier: Promise<StoredVersion | undefined> | undefined;
    for (const { predicate } of about) {
      // What cannot be judged is told: to hear too much costs a look, to hear too little may cost more.
      if (!version.deleted && (await versionHolds(parts, predicate, version)) !== false) return true;
      earlier ??= Promise.resolve(before(version));
      const last = await earlier;
      if (last !== undefined && !last.deleted && (await versionHolds(parts, predicate, last)) !== false) return true;
    }
    return false;
  }

  return async (version) => (await isWanted(version)) && (await mayRead(version));
}

/** What a version did. */
export function interactionOf({ deleted, versionId }: StoredVersion): ChangeInteraction {
  if (deleted) return 'delete';
  return versionId === '1' ? 'create' : 'update';
}

function predicateOf({ baseUrl, context }: RecordParts, { type, criteria = '' }: Subscription): Predicate {
  return scopeQueryPredicate({ type, query: criteria, baseUrl: baseUrl(), now: context.clock.now() });
}
