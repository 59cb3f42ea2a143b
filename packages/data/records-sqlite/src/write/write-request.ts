import type {
  CommitOptions,
  CommitResult,
  FenceOptions,
  IndexOptions,
  IndexResult,
  LoadOptions,
  LoadResult,
} from '@baseplate-epr/contracts';
import { applyCommit } from './commit.ts';
import { applyLoad } from './load.ts';
import type { PackedRequest } from './packed-request.ts';
import { applyIndex } from './reindex.ts';
import type { Writer } from './writer.ts';

/** What answers each method of {@link WriteRequest}. */
interface WriteResults {
  readonly commit: CommitResult;
  readonly load: LoadResult;
  readonly index: IndexResult;
  readonly fence: undefined;
}

/** Something to write. Plain data: it crosses to the thread that writes. */
export type WriteRequest =
  | { readonly method: 'commit'; readonly options: CommitOptions }
  | { readonly method: 'load'; readonly options: LoadOptions }
  | { readonly method: 'index'; readonly options: IndexOptions }
  | { readonly method: 'fence'; readonly options: FenceOptions };

/** What comes of a request. */
export type ResultOf<Request extends WriteRequest> = WriteResults[Request['method']];

/** Carries it out inside the write transaction. A throw undoes it. */
export function applyWrite(writer: Writer, request: WriteRequest): ResultOf<WriteRequest> {
  switch (request.method) {
    case 'commit':
      return applyCommit(writer, request.options);
    case 'load':
      return applyLoad(writer, request.options);
    case 'index':
      return applyIndex(writer, request.options);
    case 'fence':
      writer.fence.raise(request.options);
      return undefined;
  }
}

/** Roughly its versions. */
export function weightOf(request: PackedRequest): number {
  switch (request.method) {
    case 'commit':
      return request.options.writes.length;
    case 'load':
      return request.options.versions.length;
    case 'index':
      return request.options.entries.length;
    case 'fence':
      return 1;
  }
}
