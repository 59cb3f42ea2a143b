import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { type DocumentDescription, isBaseplateError, type PutOptions } from '@baseplate-epr/contracts';
import type { Bucket } from '../bucket/bucket.ts';
import { encryptionFields } from '../bucket/encryption-fields.ts';
import { incomingKey } from '../bucket/incoming-key.ts';
import { sizeMetadata } from '../bucket/size-metadata.ts';
import { copyIntoPlace } from './copy-into-place.ts';
import { beginUpload, type MultipartUpload } from './multipart-upload.ts';
import { receiveParts } from './receive-parts.ts';

/**
 * Keeps a document under its digest, which is known when its last byte has come. One that fits into a part is put under its name by
 * one request. A larger one goes part by part to a key of its own, outside of where documents stand, and the store copies it to its
 * name. Either way a name always stands for all the bytes.
 */
export async function putDocument(options: PutOptions, bucket: Bucket): Promise<DocumentDescription> {
  const intake = receiveParts(options, bucket.options.partSize);
  const source = incomingKey(bucket);
  let upload: MultipartUpload | undefined;
  let completed = false;
  try {
    for await (const { bytes, last } of intake.parts) {
      if (last && upload === undefined) {
        const document = intake.description();
        await putWhole(bucket, document, bytes);
        return document;
      }
      upload ??= await beginUpload(bucket, source, {});
      await upload.append(bytes);
    }
    const document = intake.description();
    completed = true;
    await upload?.complete();
    await copyIntoPlace(bucket, source, document);
    await discard(bucket, source);
    return document;
  } catch (error) {
    // After a failure to complete, either may be there.
    await upload?.abort();
    if (completed) await discard(bucket, source);
    throw error;
  }
}

async function putWhole(bucket: Bucket, { sha256, size }: DocumentDescription, bytes: Buffer): Promise<void> {
  const { requestChecksumCalculation: checksums, encryption } = bucket.options;
  const command = new PutObjectCommand({
    Bucket: bucket.name,
    Key: bucket.keys.document(sha256),
    Body: bytes,
    ContentLength: size,
    Metadata: sizeMetadata(size),
    ...encryptionFields(encryption),
    ...(checksums === 'WHEN_REQUIRED' ? {} : { ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64') }),
  });
  await bucket.on((client) => client.send(command, bucket.transfer));
}

/** Removes what was only on its way. Never fails: what stays is cleared away at a later start. */
async function discard({ name: Bucket, on, module }: Bucket, Key: string): Promise<void> {
  try {
    await on((client) => client.send(new DeleteObjectCommand({ Bucket, Key })));
  } catch (error) {
    module.logger.warn('What a document was put together in is still in the S3 store, and is cleared away later.', {
      bucket: Bucket,
      reason: isBaseplateError(error) ? String(error.details.name) : 'unknown',
    });
  }
}
