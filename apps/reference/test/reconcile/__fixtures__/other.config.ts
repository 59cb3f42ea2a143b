import { join } from 'node:path';
import { filesystemDocuments } from '@baseplate-epr/documents-filesystem';
import { sqliteRecords } from '@baseplate-epr/records-sqlite';
import small from '../../start/__fixtures__/small.config.ts';

// The same assembly on another record and other documents.
const data = process.env.OTHER_DATA ?? '';

export default {
  ...small,
  data: {
    ...small.data,
    records: sqliteRecords({ file: join(data, 'records.db') }),
    documents: filesystemDocuments({ directory: join(data, 'documents') }),
  },
};
