import { join } from 'node:path';
import { sqliteAudit } from '@baseplate-epr/audit-sqlite';
import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import { filesystemDocuments } from '@baseplate-epr/documents-filesystem';
import { sqliteState } from '@baseplate-epr/state-sqlite';
import small from './small.ledger.config.ts';

const place = (name: string) => join(process.env.BASEPLATE_DATA ?? '', 'other-disk', name);

// The least assembly with one of its stores on another disk, as MOVES names it.
export default {
  ...small,
  data: {
    ...small.data,
    ...(process.env.MOVES === 'documents' ? { documents: filesystemDocuments({ directory: place('documents') }) } : {}),
    ...(process.env.MOVES === 'audit' ? { audit: sqliteAudit({ file: place('audit.db') }) } : {}),
    ...(process.env.MOVES === 'state' ? { state: sqliteState({ file: place('state.db') }) } : {}),
  },
} satisfies AssemblyConfiguration;
