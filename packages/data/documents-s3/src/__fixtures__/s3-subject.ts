import { S3Client } from '@aws-sdk/client-s3';
import type { DocumentStore } from '@baseplate-epr/contracts';
import type { TestS3 } from '@baseplate-epr/testing-s3';
import { createS3DocumentStore } from '../create-s3-document-store.ts';
import type { S3DocumentsOptions } from '../options.ts';
import { tamperBucket } from './tamper-bucket.ts';

/** Options for a store in a test server. The credentials stand in the environment, as in an assembly. */
export function optionsFor({ endpoint, bucket, credentials }: TestS3, prefix: string): S3DocumentsOptions {
  process.env.TEST_S3_ACCESS_KEY = credentials.accessKeyId;
  process.env.TEST_S3_SECRET_KEY = credentials.secretAccessKey;
  return {
    bucket,
    prefix,
    endpoint,
    credentials: { accessKeyId: { secret: 'TEST_S3_ACCESS_KEY' }, secretAccessKey: { secret: 'TEST_S3_SECRET_KEY' } },
  };
}

/** A client of a test server, to look and meddle behind the store's back. */
export function clientOf({ endpoint, credentials }: Pick<TestS3, 'endpoint' | 'credentials'>): S3Client {
  return new S3Client({
    endpoint,
    credentials,
    region: 'eu-west-2',
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}

let prefixes = 0;

/** A subject of the document-store kit: each case below a prefix of its own. */
export function s3Subject(server: () => TestS3, options: Partial<S3DocumentsOptions> = {}) {
  return {
    create: async () => {
      prefixes += 1;
      const prefix = `case-${prefixes}/`;
      const make = (): DocumentStore => createS3DocumentStore({ ...optionsFor(server(), prefix), ...options });
      return {
        adapter: make(),
        reopen: async () => make(),
        tamper: (kind: string) => tamperBucket(server(), prefix, kind),
        cleanup: async () => {},
      };
    },
  };
}
