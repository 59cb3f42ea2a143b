import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { BaseplateError } from '@baseplate-epr/contracts';
import type { Bucket } from './bucket.ts';
import { encryptionFields } from './encryption-fields.ts';
import { incomingKey } from './incoming-key.ts';

const probe = 'Written to see whether documents can be kept here.';
const probeSize = String(probe.length);

/**
 * Proves that the bucket is there, and that it can be listed, written to, read and deleted from as the options say.
 *
 * @returns the time by the store's own clock, in milliseconds since 1970
 * @throws BaseplateError `storage-unavailable` that says what is missing; `configuration-invalid` if the store takes what it is asked
 * for and does something else.
 */
export async function proveBucket(bucket: Bucket): Promise<number> {
  const { name: Bucket, keys, on } = bucket;
  // Listed first: unlike HEAD, it answers with the name of what is wrong.
  await on((client) => client.send(new ListObjectsV2Command({ Bucket, Prefix: keys.documents, MaxKeys: 1 })));
  const place = { Bucket, Key: incomingKey(bucket) };
  const encryption = encryptionFields(bucket.options.encryption);
  const written = await on((client) =>
    client.send(
      new PutObjectCommand({ ...place, ...encryption, Body: Buffer.from(probe), Metadata: { size: probeSize } }),
    ),
  );
  try {
    const { ServerSideEncryption: asked } = encryption;
    if (asked !== undefined && written.ServerSideEncryption !== asked) {
      throw refusal(
        `does not confirm the encryption ${asked}`,
        'Leave the option "encryption" out, or use another store.',
      );
    }
    const { text, time, size } = await on(async (client) => {
      const { Body, LastModified, Metadata } = await client.send(new GetObjectCommand(place));
      return { text: await Body?.transformToString(), time: LastModified?.getTime() ?? 0, size: Metadata?.size };
    });
    if (text !== probe) {
      const advice = 'Set the option "requestChecksumCalculation" to WHEN_REQUIRED, or use another store.';
      throw refusal('does not give back the bytes that were written', advice);
    }
    if (size !== probeSize) throw refusal('does not keep the metadata of objects', 'Use another store.');
    return time;
  } finally {
    await on((client) => client.send(new DeleteObjectCommand(place)));
  }
}

function refusal(what: string, advice: string): BaseplateError {
  return new BaseplateError({
    code: 'configuration-invalid',
    message: `The S3 store of the documents ${what}. ${advice}`,
  });
}
