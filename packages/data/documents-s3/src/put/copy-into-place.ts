import { CopyObjectCommand } from '@aws-sdk/client-s3';
import type { DocumentDescription } from '@baseplate-epr/contracts';
import type { Bucket } from '../bucket/bucket.ts';
import { encryptionFields } from '../bucket/encryption-fields.ts';
import { sizeMetadata } from '../bucket/size-metadata.ts';
import { beginUpload } from './multipart-upload.ts';

/**
 * Has the store copy an object to the name of its document, where it appears whole. A large one is copied in steps, because one
 * request covers 5 GiB at most, and is silent while it works.
 */
export async function copyIntoPlace(bucket: Bucket, source: string, document: DocumentDescription): Promise<void> {
  const { name, keys, on, transfer, copySize, options } = bucket;
  const key = keys.document(document.sha256);
  const metadata = sizeMetadata(document.size);
  if (document.size <= copySize) {
    const command = new CopyObjectCommand({
      Bucket: name,
      Key: key,
      CopySource: `${name}/${source}`,
      MetadataDirective: 'REPLACE',
      Metadata: metadata,
      ...encryptionFields(options.encryption),
    });
    await on((client) => client.send(command, transfer));
    return;
  }
  const upload = await beginUpload(bucket, key, metadata);
  try {
    // Equal steps, so that the last is not below the least that a store takes.
    const steps = Math.ceil(document.size / copySize);
    for (let step = 0; step < steps; step += 1) {
      const start = Math.floor((document.size * step) / steps);
      const end = Math.floor((document.size * (step + 1)) / steps);
      await upload.appendCopy({ key: source, start, end });
    }
    await upload.complete();
  } catch (error) {
    await upload.abort();
    throw error;
  }
}
