import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { BaseplateError, isBaseplateError } from '@baseplate-epr/contracts';
import type { Bucket } from '../bucket/bucket.ts';
import { encryptionFields } from '../bucket/encryption-fields.ts';

/** An object that is put together from parts. Nothing of it is visible before `complete`; S3 shows it whole or not at all. */
export interface MultipartUpload {
  /** Parts follow each other in the order of the calls. */
  append(bytes: Buffer): Promise<void>;
  /** Appends bytes `[start, end)` of another object in the bucket, without fetching them. */
  appendCopy(from: { readonly key: string; readonly start: number; readonly end: number }): Promise<void>;
  complete(): Promise<void>;
  /** Takes back what was sent. Never fails: what cannot be taken back now is cleared away at a later start. */
  abort(): Promise<void>;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const mostParts = 10_000;

/** Begins to put an object together. */
export async function beginUpload(
  bucket: Bucket,
  key: string,
  metadata: Readonly<Record<string, string>>,
): Promise<MultipartUpload> {
  const { on, transfer, options } = bucket;
  const place = { Bucket: bucket.name, Key: key };
  const { UploadId } = await on((client) =>
    client.send(
      new CreateMultipartUploadCommand({
        ...place,
        ...encryptionFields(options.encryption),
        Metadata: { ...metadata },
      }),
    ),
  );
  const parts: CompletedPart[] = [];
  const append = async (send: (PartNumber: number) => Promise<CompletedPart>): Promise<void> => {
    const number = parts.length + 1;
    if (number > mostParts) throw tooManyParts(options.partSize);
    parts.push({ ...(await send(number)), PartNumber: number });
  };
  return {
    append: (Body) =>
      append((PartNumber) =>
        on(async (client) => {
          const command = new UploadPartCommand({
            ...place,
            UploadId,
            PartNumber,
            Body,
            ContentLength: Body.byteLength,
          });
          const { ETag, ChecksumCRC32 } = await client.send(command, transfer);
          return { ETag, ChecksumCRC32 };
        }),
      ),
    appendCopy: ({ key: source, start, end }) =>
      append((PartNumber) =>
        on(async (client) => {
          const CopySource = `${bucket.name}/${source}`;
          const CopySourceRange = `bytes=${start}-${end - 1}`;
          const command = new UploadPartCopyCommand({ ...place, UploadId, PartNumber, CopySource, CopySourceRange });
          const { CopyPartResult } = await client.send(command, transfer);
          return { ETag: CopyPartResult?.ETag, ChecksumCRC32: CopyPartResult?.ChecksumCRC32 };
        }),
      ),
    complete: async () => {
      const command = new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts: parts } });
      await on((client) => client.send(command, transfer));
    },
    abort: async () => {
      try {
        await on((client) => client.send(new AbortMultipartUploadCommand({ ...place, UploadId })));
      } catch (error) {
        bucket.module.logger.warn(
          'Parts of a document that was not kept are still in the S3 store, and are cleared away later.',
          {
            bucket: bucket.name,
            reason: isBaseplateError(error) ? String(error.details.name) : 'unknown',
          },
        );
      }
    },
  };
}

function tooManyParts(partSize: number): BaseplateError {
  return new BaseplateError({
    code: 'limit-exceeded',
    message: `The document is larger than ${mostParts} parts of ${partSize} bytes, which is as much as can be sent. Nothing was kept; raise the option "partSize".`,
    details: { limit: mostParts * partSize },
  });
}
