import type { CrossingError } from '../connection/crossing-error.ts';
import type { ResolvedOptions } from '../options.ts';
import type { PackedRequest } from './packed-request.ts';
import type { ResultOf, WriteRequest } from './write-request.ts';

/** What the thread is told when it starts. */
export type WritingThreadData = ResolvedOptions;

/** What the thread is told: what to write, by a number that its answer bears, or to end when all of that is settled. */
export type ToThread = { readonly number: number; readonly request: PackedRequest } | 'close';

/** What became of one request. */
export type Settlement = { readonly number: number } & (
  | { readonly result: ResultOf<WriteRequest> }
  | { readonly error: CrossingError }
);

/** What the thread says: first that it has opened the file, then what became of the requests of each transaction. */
export type FromThread = 'open' | readonly Settlement[] | { readonly unopened: CrossingError };
