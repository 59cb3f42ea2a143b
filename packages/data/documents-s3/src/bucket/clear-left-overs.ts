import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3';
import { isBaseplateError } from '@baseplate-epr/contracts';
import type { Bucket } from './bucket.ts';

/** Longer than any put takes, in milliseconds. */
const day = 24 * 60 * 60 * 1_000;

/**
 * Clears away what killed processes have left: objects and uploads that nobody has touched for a day. Who put them cannot be seen in
 * a bucket, so what is younger may belong to a living process and stays. A store that cannot list uploads is told in the log.
 *
 * @param now by the store's clock, in milliseconds since 1970
 */
export async function clearLeftOvers(bucket: Bucket, now: number): Promise<void> {
  const isLeftOver = (time: Date | undefined): boolean => time !== undefined && time.getTime() < now - day;
  for (const clear of [clearObjects, abortUploads]) {
    try {
      await clear(bucket, isLeftOver);
    } catch (error) {
      const reason = isBaseplateError(error) ? error.details.name : undefined;
      bucket.module.logger.warn(
        'What killed processes may have left in the S3 store could not be cleared away. A lifecycle rule of the bucket can do it.',
        { bucket: bucket.name, reason: typeof reason === 'string' ? reason : 'unknown' },
      );
    }
  }
}

type IsLeftOver = (time: Date | undefined) => boolean;

async function clearObjects({ name: Bucket, keys, on }: Bucket, isLeftOver: IsLeftOver): Promise<void> {
  let token: string | undefined;
  do {
    const page = await on((client) =>
      client.send(new ListObjectsV2Command({ Bucket, Prefix: keys.incoming, ContinuationToken: token })),
    );
    for (const { Key, LastModified } of page.Contents ?? []) {
      if (Key !== undefined && isLeftOver(LastModified)) {
        await on((client) => client.send(new DeleteObjectCommand({ Bucket, Key })));
      }
    }
    token = page.NextContinuationToken;
  } while (token !== undefined);
}

async function abortUploads({ name: Bucket, keys, on }: Bucket, isLeftOver: IsLeftOver): Promise<void> {
  for (const Prefix of [keys.incoming, keys.documents]) {
    let marker: { readonly KeyMarker?: string; readonly UploadIdMarker?: string } | undefined = {};
    while (marker !== undefined) {
      const asked: object = marker;
      const page = await on((client) => client.send(new ListMultipartUploadsCommand({ Bucket, Prefix, ...asked })));
      for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
        if (Key?.startsWith(Prefix) !== true || !isLeftOver(Initiated)) continue;
        await on((client) => client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })));
      }
      const { NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page;
      marker = page.IsTruncated === true && KeyMarker !== undefined ? { KeyMarker, UploadIdMarker } : undefined;
    }
  }
}
