import { join } from 'node:path';
import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import type { ContractName, ModuleReference } from '@baseplate-epr/contracts';
import { plainInterface } from '../../swapping/__fixtures__/plain-interface.ts';

// The least assembly there is, on the stores of the reference record. Who asks it by FHIR alone needs no more of a user interface than one
// page, where every start of the real one reads its styles. It names its modules as their factories do (a test compares the two) and not by
// them: each command of these tests evaluates this file, and would load every store with its driver for that.
const data = process.env.BASEPLATE_DATA ?? '';
const records = join(data, 'records.db');
const documents = join(data, 'documents');
const audit = join(data, 'audit.db');
const state = join(data, 'state.db');

export default {
  organisation: { name: 'Riverside NHS Trust', odsCode: 'RXX01' },
  hosting: {
    server: named('host', 'server-node', 'createNodeServer', { port: Number(process.env.PORT) }),
    identity: named('identity', 'identity-local', 'createLocalIdentity', {
      organisation: { odsCode: 'RXX01', display: 'Riverside NHS Trust' },
    }),
  },
  data: {
    records: named('record-store', 'records-sqlite', 'createSqliteRecordStore', { file: records }, records),
    documents: named(
      'document-store',
      'documents-filesystem',
      'createFilesystemDocumentStore',
      { directory: documents },
      documents,
    ),
    audit: named('audit-log', 'audit-sqlite', 'createSqliteAuditLog', { file: audit }, audit),
    state: named('state-store', 'state-sqlite', 'createSqliteStateStore', { file: state }, state),
  },
  services: [plainInterface('Tests')],
} satisfies AssemblyConfiguration;

function named<Name extends ContractName>(
  contract: Name,
  folder: string,
  factory: string,
  options: object,
  keeps?: string,
): ModuleReference<Name> {
  const name = `@baseplate-epr/${folder}`;
  return {
    contract,
    contractVersion: 1,
    package: name,
    module: import.meta.resolve(name),
    factory,
    options,
    ...(keeps === undefined ? {} : { keeps }),
  };
}
