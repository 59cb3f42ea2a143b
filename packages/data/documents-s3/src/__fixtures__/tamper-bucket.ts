import {
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { TestS3 } from '@baseplate-epr/testing-s3';
import { clientOf } from './s3-subject.ts';

/**
 * Damages every stored document as somebody with access to the bucket could: other bytes under the same key. Every other one keeps
 * its metadata, so that both kinds of damage are met.
 */
export async function tamperBucket(server: TestS3, prefix: string, kind: string): Promise<void> {
  const client = clientOf(server);
  const { bucket: Bucket } = server;
  if (kind === 'leave-half-written') {
    const half = { Bucket, Key: `${prefix}incoming/half`, Body: Buffer.alloc(1_000, 1) };
    await client.send(new PutObjectCommand(half));
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: half.Key }));
    await client.send(new UploadPartCommand({ ...half, UploadId, PartNumber: 1 }));
    return;
  }
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: `${prefix}documents/` }));
  for (const { Key } of Contents) {
    const { Body, Metadata } = await client.send(new GetObjectCommand({ Bucket, Key }));
    const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
    const shortened = bytes.subarray(0, Math.floor(bytes.length / 2));
    const changed = Buffer.concat([bytes.subarray(0, -1), Buffer.of((bytes.at(-1) ?? 0) ^ 1)]);
    const damaged = kind === 'truncate' ? shortened : changed;
    await client.send(new PutObjectCommand({ Bucket, Key, Body: damaged, Metadata }));
  }
  client.destroy();
}
