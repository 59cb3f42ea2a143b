import { postgresAudit } from '@baseplate-epr/audit-postgres';
import { defineAssembly } from '@baseplate-epr/composer';
import { s3Documents } from '@baseplate-epr/documents-s3';
import { postgresRecords } from '@baseplate-epr/records-postgres';
import { postgresState } from '@baseplate-epr/state-postgres';
import reference from './baseplate.config.ts';

// The reference assembly with its record, audit and state in PostgreSQL, each in a schema of its own: DATABASE_URL says where, in the
// environment of every process that serves.
// Documents are in S3 where S3_ENDPOINT is set, for example to https://s3.eu-west-2.amazonaws.com; their keys are read at the start.
const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket = 'baseplate-documents', S3_REGION: region } = process.env;
const connection = { secret: 'DATABASE_URL' };
const credentials = {
  accessKeyId: { secret: 'S3_ACCESS_KEY_ID' },
  secretAccessKey: { secret: 'S3_SECRET_ACCESS_KEY' },
};

export default defineAssembly({
  ...reference,
  data: {
    ...reference.data,
    records: postgresRecords({ connection }),
    audit: postgresAudit({ connection }),
    state: postgresState({ connection }),
    ...(endpoint ? { documents: s3Documents({ endpoint, bucket, credentials, ...(region && { region }) }) } : {}),
  },
});
