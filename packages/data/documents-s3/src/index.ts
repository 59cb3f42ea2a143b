export { createS3DocumentStore } from './create-s3-document-store.ts';
export type { S3Credentials, S3DocumentsOptions, S3Encryption } from './options.ts';
export { s3Documents } from './s3-documents.ts';
