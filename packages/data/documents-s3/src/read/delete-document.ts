import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import type { Bucket } from '../bucket/bucket.ts';
import { describeDocument } from './describe-document.ts';

/** Removes a document. S3 does not tell whether there was something to remove, so that is asked before. */
export async function deleteDocument(bucket: Bucket, sha256: string): Promise<{ readonly deleted: boolean }> {
  if ((await describeDocument(bucket, sha256)) === undefined) return { deleted: false };
  const command = new DeleteObjectCommand({ Bucket: bucket.name, Key: bucket.keys.document(sha256) });
  await bucket.on((client) => client.send(command));
  return { deleted: true };
}
