import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sqliteAudit } from '@baseplate-epr/audit-sqlite';
import { clinicianWorkspace } from '@baseplate-epr/clinician-workspace';
import { defineAssembly } from '@baseplate-epr/composer';
import { controlRoom } from '@baseplate-epr/control-room';
import { documents } from '@baseplate-epr/documents';
import { filesystemDocuments } from '@baseplate-epr/documents-filesystem';
import { localIdentity } from '@baseplate-epr/identity-local';
import { medicines } from '@baseplate-epr/medicines';
import { observations } from '@baseplate-epr/observations';
import { problemsAllergies } from '@baseplate-epr/problems-allergies';
import { sqliteRecords } from '@baseplate-epr/records-sqlite';
import { results } from '@baseplate-epr/results';
import { nodeServer } from '@baseplate-epr/server-node';
import { sqliteState } from '@baseplate-epr/state-sqlite';
import { personas } from './personas.ts';

// The environment is read here and nowhere else.
const data = resolve(process.env.BASEPLATE_DATA || fileURLToPath(new URL('../../data', import.meta.url)));
const port = Number(process.env.PORT || 3000);
const organisation = { name: 'Riverside NHS Trust', odsCode: 'RXX01' };

export default defineAssembly({
  organisation,
  hosting: {
    server: nodeServer({ port }),
    identity: localIdentity({ personas, organisation: { odsCode: organisation.odsCode, display: organisation.name } }),
  },
  data: {
    records: sqliteRecords({ file: join(data, 'records.db') }),
    documents: filesystemDocuments({ directory: join(data, 'documents') }),
    audit: sqliteAudit({ file: join(data, 'audit.db') }),
    state: sqliteState({ file: join(data, 'state.db') }),
  },
  ledger: { directory: join(data, 'assembly') },
  services: [
    clinicianWorkspace(),
    observations(),
    results(),
    problemsAllergies(),
    medicines(),
    documents(),
    controlRoom(),
  ],
});
