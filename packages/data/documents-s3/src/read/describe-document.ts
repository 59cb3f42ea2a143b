import { HeadObjectCommand } from '@aws-sdk/client-s3';
import type { DocumentDescription } from '@baseplate-epr/contracts';
import type { Bucket } from '../bucket/bucket.ts';
import { isDigest } from '../bucket/keys.ts';
import { sizeOf } from '../bucket/size-metadata.ts';
import { isAbsent } from '../bucket/storage-error.ts';

/** What is known of a document without reading it. */
export interface Found extends DocumentDescription {
  /** How many bytes there are now. */
  readonly stored: number;
}

/** What is kept under a digest, or undefined. */
export async function describeDocument({ name, keys, on }: Bucket, sha256: string): Promise<Found | undefined> {
  if (!isDigest(sha256)) return undefined;
  const command = new HeadObjectCommand({ Bucket: name, Key: keys.document(sha256) });
  return on(async (client) => {
    try {
      const { ContentLength: stored = 0, Metadata } = await client.send(command);
      return { sha256, size: sizeOf(Metadata) ?? stored, stored };
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw error;
    }
  });
}
