import type { CommitOptions, IndexEntry, IndexOptions, LoadOptions } from '@baseplate-epr/contracts';
import { type PackedEntries, packEntries, unpackEntries } from './packed-entries.ts';
import type { WriteRequest } from './write-request.ts';

type Packed<Part extends { readonly entries: unknown }> = Omit<Part, 'entries'> & { readonly entries: PackedEntries };
type PackedWrite = Omit<CommitOptions['writes'][number], 'version'> & {
  readonly version: Packed<CommitOptions['writes'][number]['version']>;
};

/** A {@link WriteRequest} as it crosses to the thread that writes. */
export type PackedRequest =
  | {
      readonly method: 'commit';
      readonly options: Omit<CommitOptions, 'writes'> & { readonly writes: readonly PackedWrite[] };
    }
  | {
      readonly method: 'load';
      readonly options: Omit<LoadOptions, 'versions'> & {
        readonly versions: readonly Packed<LoadOptions['versions'][number]>[];
      };
    }
  | {
      readonly method: 'index';
      readonly options: Omit<IndexOptions, 'entries'> & {
        readonly entries: readonly Packed<IndexOptions['entries'][number]>[];
      };
    }
  | Extract<WriteRequest, { readonly method: 'fence' }>;

/** Makes of a request what crosses. */
export function packRequest(request: WriteRequest): PackedRequest {
  switch (request.method) {
    case 'commit':
      return { ...request, options: { ...request.options, writes: request.options.writes.map(packWrite) } };
    case 'load':
      return { ...request, options: { ...request.options, versions: request.options.versions.map(pack) } };
    case 'index':
      return { ...request, options: { ...request.options, entries: request.options.entries.map(pack) } };
    case 'fence':
      return request;
  }
}

/** The request that was packed. */
export function unpackRequest(packed: PackedRequest): WriteRequest {
  switch (packed.method) {
    case 'commit':
      return { ...packed, options: { ...packed.options, writes: packed.options.writes.map(unpackWrite) } };
    case 'load':
      return { ...packed, options: { ...packed.options, versions: packed.options.versions.map(unpack) } };
    case 'index':
      return { ...packed, options: { ...packed.options, entries: packed.options.entries.map(unpack) } };
    case 'fence':
      return packed;
  }
}

const packWrite = (write: CommitOptions['writes'][number]) => ({ ...write, version: pack(write.version) });
const unpackWrite = (write: PackedWrite) => ({ ...write, version: unpack(write.version) });

function pack<Part extends { readonly entries: readonly IndexEntry[] }>(part: Part) {
  return { ...part, entries: packEntries(part.entries) };
}

function unpack<Part extends { readonly entries: PackedEntries }>(part: Part) {
  return { ...part, entries: unpackEntries(part.entries) };
}
