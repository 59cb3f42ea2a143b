import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { BaseplateError, type DocumentStore, type ModuleContext } from '@baseplate-epr/contracts';
import type { Bucket } from './bucket/bucket.ts';
import { clearLeftOvers } from './bucket/clear-left-overs.ts';
import { openBucket } from './bucket/open-bucket.ts';
import { proveBucket } from './bucket/prove-bucket.ts';
import { storageError } from './bucket/storage-error.ts';
import type { S3DocumentsOptions } from './options.ts';
import { putDocument } from './put/put-document.ts';
import { deleteDocument } from './read/delete-document.ts';
import { describeDocument } from './read/describe-document.ts';
import { getDocument } from './read/get-document.ts';
import { listDocuments } from './read/list-documents.ts';
import { resolveOptions } from './resolve-options.ts';

/**
 * A document store in a bucket of S3, or of a store that speaks its protocol: one object per document, named by digest. Any number of
 * processes may share the bucket. `stop` waits for calls, not for readers: a stream that was handed out stays readable to its end.
 *
 * @throws BaseplateError `configuration-invalid` if options make no sense
 */
export function createS3DocumentStore(options: S3DocumentsOptions): DocumentStore {
  const resolved = resolveOptions(options);
  let started: Bucket | undefined;
  const running = new Set<Promise<unknown>>();
  const use = async <Result>(work: (bucket: Bucket) => Promise<Result>): Promise<Result> => {
    if (started === undefined) {
      throw new BaseplateError({
        code: 'module-unavailable',
        message: `The documents in the bucket ${resolved.bucket} are not started. Start them first.`,
      });
    }
    const result = work(started);
    running.add(result);
    try {
      return await result;
    } finally {
      running.delete(result);
    }
  };
  return {
    contract: 'document-store',
    contractVersion: 1,
    start: async (module) => {
      started = await openAndProve(resolved, module);
    },
    stop: async () => {
      const stopping = started;
      started = undefined;
      await Promise.allSettled(running);
      // With readers left, their connections are; those at rest end by themselves.
      if (stopping?.readers.size === 0) stopping.close();
    },
    health: async () => {
      try {
        await use(proveReachable);
        return { status: 'pass' };
      } catch (error) {
        return { status: 'fail', reason: storageError(resolved.bucket, error).message };
      }
    },
    put: (putOptions) => use((bucket) => putDocument(putOptions, bucket)),
    get: (getOptions) => use((bucket) => getDocument(bucket, getOptions)),
    head: ({ sha256 }) =>
      use(async (bucket) => {
        const found = await describeDocument(bucket, sha256);
        return found === undefined ? undefined : { sha256, size: found.size };
      }),
    delete: ({ sha256 }) => use((bucket) => deleteDocument(bucket, sha256)),
    list: (listOptions) => use((bucket) => listDocuments(bucket, listOptions)),
  };
}

async function openAndProve(options: ReturnType<typeof resolveOptions>, module: ModuleContext): Promise<Bucket> {
  const bucket = openBucket(options, module);
  try {
    const { endpoint } = options;
    if (endpoint?.startsWith('http:') && !isThisMachine(new URL(endpoint))) {
      module.logger.warn('Documents travel to their S3 store without encryption. Give it a certificate and use https.');
    }
    await clearLeftOvers(bucket, await proveBucket(bucket));
    return bucket;
  } catch (error) {
    bucket.close();
    throw error;
  }
}

/** One request, made once, that is answered within the second that health may take. */
async function proveReachable({ name: Bucket, keys, on }: Bucket): Promise<void> {
  const command = new ListObjectsV2Command({ Bucket, Prefix: keys.incoming, MaxKeys: 1 });
  await on((client) => client.send(command, { abortSignal: AbortSignal.timeout(900) }));
}

function isThisMachine({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}
