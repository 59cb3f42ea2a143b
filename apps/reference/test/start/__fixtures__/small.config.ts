import { join } from 'node:path';
import { sqliteAudit } from '@baseplate-epr/audit-sqlite';
import { clinicianWorkspace } from '@baseplate-epr/clinician-workspace';
import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import { filesystemDocuments } from '@baseplate-epr/documents-filesystem';
import { localIdentity } from '@baseplate-epr/identity-local';
import { sqliteRecords } from '@baseplate-epr/records-sqlite';
import { nodeServer } from '@baseplate-epr/server-node';
import { sqliteState } from '@baseplate-epr/state-sqlite';

// The least assembly there is, on the stores of the reference record: what these tests are about starts sooner with it. All that
// `defineAssembly` does is to type it; each command of these tests would load the whole composer for that, to evaluate this file.
const data = process.env.BASEPLATE_DATA ?? '';

export default {
  organisation: { name: 'Riverside NHS Trust', odsCode: 'RXX01' },
  hosting: {
    server: nodeServer({ port: Number(process.env.PORT) }),
    identity: localIdentity({ organisation: { odsCode: 'RXX01', display: 'Riverside NHS Trust' } }),
  },
  data: {
    records: sqliteRecords({ file: join(data, 'records.db') }),
    documents: filesystemDocuments({ directory: join(data, 'documents') }),
    audit: sqliteAudit({ file: join(data, 'audit.db') }),
    state: sqliteState({ file: join(data, 'state.db') }),
  },
  services: [clinicianWorkspace()],
} satisfies AssemblyConfiguration;
