import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import { s3Documents } from '@baseplate-epr/documents-s3';
import small from '../../start/__fixtures__/small.config.ts';

// The least assembly there is, with its documents in the S3 store that a test has started.
export default {
  ...small,
  data: {
    ...small.data,
    documents: s3Documents({
      endpoint: process.env.S3_ENDPOINT ?? '',
      bucket: process.env.S3_BUCKET ?? '',
      credentials: {
        accessKeyId: { secret: 'S3_ACCESS_KEY_ID' },
        secretAccessKey: { secret: 'S3_SECRET_ACCESS_KEY' },
      },
    }),
  },
} satisfies AssemblyConfiguration;
