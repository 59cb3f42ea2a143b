import type {
  ChangesOptions,
  ChangesResult,
  DigestOptions,
  DigestResult,
  StoredVersion,
} from '@baseplate-epr/contracts';
import { bucketOf, versionHash, writtenSum } from '../version-hash.ts';
import { compartmentNames } from '../version-parts.ts';

interface Sum {
  versions: number;
  sum: bigint;
}

const pageSize = 1000;

/**
 * Digests of a record that no store has added up, since it lies in two: from the versions themselves, read once; later calls read what was
 * written since.
 */
export function createContinuedDigest(changes: (options: ChangesOptions) => Promise<ChangesResult>) {
  const sums = { bucket: new Map<string, Sum>(), compartment: new Map<string, Sum>() };
  let cursor: string | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  function add(version: StoredVersion): void {
    const hash = versionHash(version);
    addTo(sums.bucket, bucketOf(version), hash);
    for (const name of compartmentNames(version)) addTo(sums.compartment, name, hash);
  }

  async function follow(): Promise<void> {
    for (;;) {
      const page = await changes({ limit: pageSize, ...(cursor === undefined ? {} : { after: cursor }) });
      for (const version of page.versions) add(version);
      cursor = page.cursor;
      if (page.end) return;
    }
  }

  return async ({ by, after = '', limit }: DigestOptions): Promise<DigestResult> => {
    const mine = turn.then(follow);
    turn = mine.catch(() => undefined);
    await mine;
    const names = [...sums[by].keys()].filter((name) => name > after).sort();
    const ranges = names.slice(0, limit).map((name) => {
      const { versions, sum } = sums[by].get(name) ?? { versions: 0, sum: 0n };
      return { name, versions, sum: writtenSum(sum) };
    });
    const last = ranges.at(-1);
    return { ranges, ...(names.length > ranges.length && last !== undefined ? { next: last.name } : {}) };
  };
}

function addTo(to: Map<string, Sum>, name: string, hash: bigint): void {
  const { versions, sum } = to.get(name) ?? { versions: 0, sum: 0n };
  to.set(name, { versions: versions + 1, sum: sum + hash });
}
