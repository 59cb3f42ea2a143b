import { createHash } from 'node:crypto';
import type { RangeDigest, RecordStore, StoredVersion } from '@baseplate-epr/contracts';

/** Every version of a store, in commit order. */
export async function everyVersion(store: RecordStore): Promise<readonly StoredVersion[]> {
  const versions: StoredVersion[] = [];
  let page = await store.changes({ limit: 2000 });
  versions.push(...page.versions);
  while (!page.end) {
    page = await store.changes({ limit: 2000, after: page.cursor });
    versions.push(...page.versions);
  }
  return versions;
}

/** The digests per bucket, computed anew from the versions by the contract's definition. */
export function digestsOf(versions: readonly StoredVersion[]): readonly RangeDigest[] {
  const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
  const buckets = Map.groupBy(versions, ({ type, id }) => sha256(`${type}/${id}`).slice(0, 2));
  return [...buckets.keys()].sort().map((name) => {
    const inside = buckets.get(name) ?? [];
    const sum = inside.reduce((total, { type, id, versionId, lastUpdated, deleted, text }) => {
      const content = `${type}\0${id}\0${versionId}\0${lastUpdated}\0${deleted ? 1 : 0}\0${text}`;
      return (total + BigInt(`0x${sha256(content).slice(0, 32)}`)) % 2n ** 128n;
    }, 0n);
    return { name, versions: inside.length, sum: sum.toString(16).padStart(32, '0') };
  });
}
