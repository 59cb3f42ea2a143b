import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import { s3Documents } from '@baseplate-epr/documents-s3';
import database from './small.database.config.ts';

// The least assembly with its record, audit and state in PostgreSQL and its documents in S3.
export default {
  ...database,
  data: {
    ...database.data,
    documents: s3Documents({
      endpoint: process.env.S3_ENDPOINT ?? '',
      bucket: process.env.S3_BUCKET ?? '',
      credentials: { accessKeyId: { secret: 'S3_ACCESS_KEY' }, secretAccessKey: { secret: 'S3_SECRET_KEY' } },
    }),
  },
} satisfies AssemblyConfiguration;
