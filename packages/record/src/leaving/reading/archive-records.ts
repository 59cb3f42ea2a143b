import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { RangeDigest, ReadOptions, StoredVersion } from '@baseplate-epr/contracts';
import type { ComparedStore } from '../../change-over/comparison-types.ts';
import { archivePaths } from '../format/archive-paths.ts';
import type { ArchivedVersion } from '../format/version-lines.ts';
import { onDisk } from '../writing/disk-error.ts';
import { createPager } from './pager.ts';
import { readLines } from './read-lines.ts';
import { readEveryVersion, readVersions } from './read-versions.ts';

/**
 * The versions of an archive as a record store that is only read, so that they are copied and compared like those of any other. Cursors are the
 * places of versions in commit order. One reader at a time; `read` looks through a file, for the few versions that a comparison asks for.
 */
export interface ArchiveRecords extends ComparedStore {
  close(): Promise<void>;
}

/** Opens the versions of an archive that has been verified. */
export function archiveRecords(directory: string, types: readonly string[]): ArchiveRecords {
  const versions = createPager<ArchivedVersion>(
    (after) => following(readEveryVersion(directory, types), ({ order }) => order > Number(after)),
    ({ order }) => String(order),
    ({ text }) => text.length,
  );
  const ranges = (file: string) =>
    createPager<RangeDigest>(
      (after) => following(readRanges(join(directory, file)), ({ name }) => isAfter(name, after)),
      ({ name }) => name,
      ({ name }) => name.length,
    );
  const digests = { bucket: ranges(archivePaths.buckets), compartment: ranges(archivePaths.compartments) };

  return {
    changes: ({ after = '0', limit }) =>
      onDisk(directory, async () => {
        const { items, end } = await versions.page(after, limit);
        return { versions: items.map(storedVersion), cursor: String(items.at(-1)?.order ?? after), end };
      }),
    digest: ({ by, after = '', limit }) =>
      onDisk(directory, async () => {
        const { items, end } = await digests[by].page(after, limit);
        const next = items.at(-1)?.name;
        return { ranges: items, ...(end || next === undefined ? {} : { next }) };
      }),
    read: (options) => onDisk(directory, () => find(directory, types, options)),
    async close() {
      for (const pager of [versions, digests.bucket, digests.compartment]) await pager.close();
    },
  };
}

async function find(
  directory: string,
  types: readonly string[],
  { type, id, versionId }: ReadOptions,
): Promise<StoredVersion | undefined> {
  if (!types.includes(type)) return undefined;
  let found: StoredVersion | undefined;
  for await (const version of readVersions(directory, type)) {
    if (version.id !== id || (versionId !== undefined && version.versionId !== versionId)) continue;
    found = storedVersion(version);
    if (versionId !== undefined) break;
  }
  return found;
}

async function* readRanges(path: string): AsyncGenerator<RangeDigest, void, undefined> {
  for await (const line of readLines(createReadStream(path))) yield JSON.parse(line);
}

async function* following<Item>(
  items: AsyncGenerator<Item, void, undefined>,
  isWanted: (item: Item) => boolean,
): AsyncGenerator<Item, void, undefined> {
  for await (const item of items) if (isWanted(item)) yield item;
}

function isAfter(name: string, after: string): boolean {
  return Buffer.compare(Buffer.from(name), Buffer.from(after)) > 0;
}

function storedVersion({ order: _, hash: __, ...version }: ArchivedVersion): StoredVersion {
  return version;
}
