import type { SecretReference } from '@baseplate-epr/contracts';

/** Options of the document store in an S3 bucket. All but `bucket` have defaults that suit AWS in London. */
export interface S3DocumentsOptions {
  /** Name of the bucket. It must be there; it is never made. */
  readonly bucket: string;
  /** What every key begins with, so that several stores can share a bucket, such as `record/`. Default: nothing. */
  readonly prefix?: string;
  /** Region of the bucket. Default `eu-west-2` (London). */
  readonly region?: string;
  /** URL of a store that is not AWS, such as `https://s3.trust.example`, without the bucket. Default: that of AWS in the region. */
  readonly endpoint?: string;
  /** Whether the bucket stands in the path and not in the host name, as most stores that are not AWS want. Default: if `endpoint` is given. */
  readonly pathStyle?: boolean;
  /** Default: what AWS's own chain finds: the environment, files, and the role of the machine or container. */
  readonly credentials?: S3Credentials;
  /** How the store is told to encrypt what it keeps. Default: as the bucket does by itself. */
  readonly encryption?: S3Encryption;
  /**
   * `WHEN_SUPPORTED` sends a checksum that the store compares and keeps: SHA-256 of small documents, CRC-32 of parts of large ones.
   * `WHEN_REQUIRED` sends none, for stores that refuse them. Every request's body is covered by its signature in both. Default
   * `WHEN_SUPPORTED`.
   */
  readonly requestChecksumCalculation?: 'WHEN_SUPPORTED' | 'WHEN_REQUIRED';
  /** How long making a connection may take, in milliseconds. Default 2,000. */
  readonly connectTime?: number;
  /** How long the store may be silent before a request that moves no document is given up, in milliseconds. Default 5,000. */
  readonly requestTime?: number;
  /** How long sending one part of a document, or the store's copying of it, may take, in milliseconds. Default 60,000. */
  readonly transferTime?: number;
  /** How often a request is made in all before it fails, and a broken read is taken up again without getting further. Default 3. */
  readonly attempts?: number;
  /**
   * Bytes of a part, 5 MiB or more. A put holds as much in memory, and a document has at most 10,000 parts. Default 5 MiB, which
   * limits a document to 48 GiB.
   */
  readonly partSize?: number;
}

/** Keys to the store, each by the name of an environment variable that is read at the start. */
export interface S3Credentials {
  readonly accessKeyId: SecretReference;
  readonly secretAccessKey: SecretReference;
  readonly sessionToken?: SecretReference;
}

/**
 * Encryption by the store. `AES256` (SSE-S3): with keys of the store. `aws:kms` (SSE-KMS): with a key of AWS KMS, `keyId` its ARN or
 * id, the bucket's or account's own if absent; `bucketKey` saves calls to KMS.
 *
 * A store that does not confirm it at the start is refused.
 */
export type S3Encryption =
  | { readonly algorithm: 'AES256' }
  | { readonly algorithm: 'aws:kms'; readonly keyId?: string; readonly bucketKey?: boolean };

/** {@link S3DocumentsOptions} with every default filled in, but for what has no default of ours. */
export interface ResolvedOptions
  extends Required<Omit<S3DocumentsOptions, 'endpoint' | 'credentials' | 'encryption'>>,
    Pick<S3DocumentsOptions, 'endpoint' | 'credentials' | 'encryption'> {}
