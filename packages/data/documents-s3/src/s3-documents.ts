import type { ModuleReference } from '@baseplate-epr/contracts';
import type { S3DocumentsOptions } from './options.ts';

/** For a configuration: keeps documents in a bucket of S3, or of a store that speaks its protocol. Touches nothing. */
export function s3Documents(options: S3DocumentsOptions): ModuleReference<'document-store'> {
  const { endpoint, region = 'eu-west-2', bucket, prefix = '' } = options;
  return {
    contract: 'document-store',
    contractVersion: 1,
    package: '@baseplate-epr/documents-s3',
    module: import.meta.resolve('@baseplate-epr/documents-s3'),
    factory: 'createS3DocumentStore',
    keeps: `${endpoint ?? region} ${bucket}/${prefix}`,
    options,
  };
}
