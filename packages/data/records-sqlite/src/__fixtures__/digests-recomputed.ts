import { hash } from 'node:crypto';
import type { RangeDigest, RecordStore, StoredVersion } from '@baseplate-epr/contracts';

/** Every version of a store, in commit order. */
export async function everyVersion(store: RecordStore): Promise<readonly StoredVersion[]> {
  const versions: StoredVersion[] = [];
  for (let after: string | undefined; ; ) {
    const page = await store.changes(after === undefined ? { limit: 5000 } : { limit: 5000, after });
    versions.push(...page.versions);
    after = page.cursor;
    if (page.end) return versions;
  }
}

/** The digests per bucket, computed anew from the versions by the contract's definition. */
export function digestsOf(versions: readonly StoredVersion[]): readonly RangeDigest[] {
  const sums = new Map<string, { versions: number; sum: bigint }>();
  for (const { type, id, versionId, lastUpdated, deleted, text } of versions) {
    const name = hash('sha256', `${type}/${id}`, 'hex').slice(0, 2);
    const content = [type, id, versionId, String(lastUpdated), deleted ? '1' : '0', text].join('\0');
    const added = BigInt(`0x${hash('sha256', content, 'hex').slice(0, 32)}`);
    const before = sums.get(name) ?? { versions: 0, sum: 0n };
    sums.set(name, { versions: before.versions + 1, sum: (before.sum + added) % 2n ** 128n });
  }
  return [...sums]
    .map(([name, { versions: count, sum }]) => ({ name, versions: count, sum: sum.toString(16).padStart(32, '0') }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}
