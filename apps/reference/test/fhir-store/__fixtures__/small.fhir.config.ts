import { join } from 'node:path';
import { sqliteAudit } from '@baseplate-epr/audit-sqlite';
import { clinicianWorkspace } from '@baseplate-epr/clinician-workspace';
import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import { filesystemDocuments } from '@baseplate-epr/documents-filesystem';
import { localIdentity } from '@baseplate-epr/identity-local';
import { fhirRecords } from '@baseplate-epr/records-fhir';
import { nodeServer } from '@baseplate-epr/server-node';
import { sqliteState } from '@baseplate-epr/state-sqlite';

const data = process.env.BASEPLATE_DATA ?? '';

/** The least assembly that can be written to, its record on the FHIR server that FHIR_BASE names. */
export default {
  organisation: { name: 'Riverside NHS Trust', odsCode: 'RXX01' },
  hosting: {
    server: nodeServer({ port: Number(process.env.PORT ?? 0) }),
    identity: localIdentity({ organisation: { odsCode: 'RXX01', display: 'Riverside NHS Trust' } }),
  },
  data: {
    records: fhirRecords({ url: process.env.FHIR_BASE ?? '', token: { secret: 'FHIR_TOKEN' } }),
    documents: filesystemDocuments({ directory: join(data, 'documents') }),
    audit: sqliteAudit({ file: join(data, 'audit.db') }),
    state: sqliteState({ file: join(data, 'state.db') }),
  },
  services: [clinicianWorkspace()],
  ...(process.env.FULL_TEXT === 'yes' ? { search: { fullText: true } } : {}),
} satisfies AssemblyConfiguration;
