import type { CommitOptions, IndexEntry, IndexOptions, LoadOptions } from '@baseplate-epr/contracts';
import { type PackedEntries, packEntries, unpackEntries } from './packed-entries.ts';
import { type PackedNames, packedNames } from './packed-names.ts';
import type { WriteRequest } from './write-request.ts';

type Packed<Part extends { readonly entries: unknown }> = Omit<Part, 'entries'> & { readonly entries: PackedEntries };
type PackedWrite = Omit<CommitOptions['writes'][number], 'version'> & {
  readonly version: Packed<CommitOptions['writes'][number]['version']>;
};

/** Parameters and code systems of all its entries, by the numbers that stand for them there. */
interface Named {
  readonly words: readonly string[];
}

/** A {@link WriteRequest} as it crosses to the thread that writes. */
export type PackedRequest =
  | ({
      readonly method: 'commit';
      readonly options: Omit<CommitOptions, 'writes'> & { readonly writes: readonly PackedWrite[] };
    } & Named)
  | ({
      readonly method: 'load';
      readonly options: Omit<LoadOptions, 'versions'> & {
        readonly versions: readonly Packed<LoadOptions['versions'][number]>[];
      };
    } & Named)
  | ({
      readonly method: 'index';
      readonly options: Omit<IndexOptions, 'entries'> & {
        readonly entries: readonly Packed<IndexOptions['entries'][number]>[];
      };
    } & Named)
  | Extract<WriteRequest, { readonly method: 'fence' }>;

/** Makes of a request what crosses. */
export function packRequest(request: WriteRequest): PackedRequest {
  if (request.method === 'fence') return request;
  const names = packedNames();
  const pack = packWith(names);
  const { words } = names;
  switch (request.method) {
    case 'commit': {
      const writes = request.options.writes.map((write) => ({ ...write, version: pack(write.version) }));
      return { ...request, options: { ...request.options, writes }, words };
    }
    case 'load':
      return { ...request, options: { ...request.options, versions: request.options.versions.map(pack) }, words };
    case 'index':
      return { ...request, options: { ...request.options, entries: request.options.entries.map(pack) }, words };
  }
}

/** The request that was packed. */
export function unpackRequest(packed: PackedRequest): WriteRequest {
  if (packed.method === 'fence') return packed;
  const unpack = unpackWith(packed.words);
  switch (packed.method) {
    case 'commit': {
      const writes = packed.options.writes.map((write) => ({ ...write, version: unpack(write.version) }));
      return { method: packed.method, options: { ...packed.options, writes } };
    }
    case 'load':
      return { method: packed.method, options: { ...packed.options, versions: packed.options.versions.map(unpack) } };
    case 'index':
      return { method: packed.method, options: { ...packed.options, entries: packed.options.entries.map(unpack) } };
  }
}

function packWith(names: PackedNames) {
  return <Part extends { readonly entries: readonly IndexEntry[] }>(part: Part) => ({
    ...part,
    entries: packEntries(part.entries, names),
  });
}

function unpackWith(words: readonly string[]) {
  return <Part extends { readonly entries: PackedEntries }>(part: Part) => ({
    ...part,
    entries: unpackEntries(part.entries, words),
  });
}
