import type { S3Encryption } from '../options.ts';

/** What a request that makes an object says about encryption. */
export interface EncryptionFields {
  readonly ServerSideEncryption?: 'AES256' | 'aws:kms';
  readonly SSEKMSKeyId?: string;
  readonly BucketKeyEnabled?: boolean;
}

/** Encryption as S3 wants it told. */
export function encryptionFields(encryption: S3Encryption | undefined): EncryptionFields {
  if (encryption === undefined) return {};
  if (encryption.algorithm === 'AES256') return { ServerSideEncryption: 'AES256' };
  const { keyId, bucketKey } = encryption;
  return {
    ServerSideEncryption: 'aws:kms',
    ...(keyId === undefined ? {} : { SSEKMSKeyId: keyId }),
    ...(bucketKey === undefined ? {} : { BucketKeyEnabled: bucketKey }),
  };
}
