import type { S3Client } from '@aws-sdk/client-s3';
import type { ModuleContext } from '@baseplate-epr/contracts';
import type { ResolvedOptions } from '../options.ts';
import type { Keys } from './keys.ts';

/** Runs work on the bucket and replaces its errors; whatever else fails, such as a caller's stream, keeps its error. */
export type BucketWork = <Result>(work: (client: S3Client) => Promise<Result>) => Promise<Result>;

/** An open bucket, and all that is needed to work with it. */
export interface Bucket {
  readonly name: string;
  readonly keys: Keys;
  readonly options: ResolvedOptions;
  readonly module: ModuleContext;
  readonly on: BucketWork;
  /** Requests that move parts of documents, or have them copied, may take longer than others. */
  readonly transfer: { readonly requestTimeout: number };
  /** Bytes that one request to copy covers at most. */
  readonly copySize: number;
  /** Streams that were handed out and are not read to their end. */
  readonly readers: Set<object>;
  /** Ends every connection. */
  close(): void;
}
