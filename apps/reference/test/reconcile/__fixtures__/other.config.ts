import { join } from 'node:path';
import { sqliteAudit } from '@baseplate-epr/audit-sqlite';
import { filesystemDocuments } from '@baseplate-epr/documents-filesystem';
import { sqliteRecords } from '@baseplate-epr/records-sqlite';
import { sqliteState } from '@baseplate-epr/state-sqlite';
import small from '../../start/__fixtures__/small.config.ts';

// The same assembly on other stores.
const data = process.env.OTHER_DATA ?? '';

export default {
  ...small,
  data: {
    ...small.data,
    records: sqliteRecords({ file: join(data, 'records.db') }),
    documents: filesystemDocuments({ directory: join(data, 'documents') }),
    audit: sqliteAudit({ file: join(data, 'audit.db') }),
    state: sqliteState({ file: join(data, 'state.db') }),
  },
};
