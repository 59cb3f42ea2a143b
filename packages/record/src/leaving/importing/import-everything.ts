import { auditTrail } from '../../audit/audit-trail.ts';
import { intentNames } from '../../audit/intent-names.ts';
import { copyRecords } from '../../change-over/copy-records.ts';
import type { NamedFailure } from '../../change-over/copy-types.ts';
import { copyDocuments } from '../../change-over/documents/copy-documents.ts';
import { archiveDocuments } from '../reading/archive-documents.ts';
import { type ArchiveRecords, archiveRecords } from '../reading/archive-records.ts';
import { importAudit } from './import-audit.ts';
import { type ImportMarker, writeMarker } from './import-marker.ts';
import type { ImportOptions, ImportResult } from './import-options.ts';
import { importPackages, restoreState } from './import-state.ts';
import { reconcileImport } from './reconcile-import.ts';
import { requireEmpty } from './require-empty.ts';

interface Imported {
  readonly rejected: NamedFailure[];
  readonly unindexed: NamedFailure[];
}

/**
 * Brings an archive into stores, with every version, time and text as it was, and compares both afterwards.
 *
 * - *Checked first*: the archive from end to end, by {@link checkArchive}, and here that the stores are empty; until then nothing is written.
 * - *Memory*: constant.
 * - *Resumable*: after `kill -9` or a stop, the same call goes on; nothing is there twice. Until then no record starts on the stores.
 * - *Audited*: the log of the record it comes to says who brought it.
 *
 * @throws BaseplateError `input-invalid` if the stores are not empty; `cancelled`; whatever the stores throw
 */
export async function importEverything(options: ImportOptions): Promise<ImportResult> {
  const { archive, stores, clock, signal, onProgress } = options;
  const { directory, purpose, manifest, seal } = archive;
  const found = await requireEmpty(stores, archive);
  let marker: ImportMarker = found ?? { seal, purpose, records: '', documents: '' };
  const mark = async (change: Partial<ImportMarker>) => {
    marker = { ...marker, ...change };
    await writeMarker(stores.state, marker);
  };
  await mark({});
  const imported: Imported = { rejected: [], unindexed: [] };
  const records = archiveRecords(directory, Object.keys(manifest.records.types));
  try {
    await importRecords(records, { options, after: marker.records, imported, mark });
    let documentsDone = 0;
    await copyDocuments({
      from: archiveDocuments(directory),
      to: stores.documents,
      after: marker.documents,
      ...(signal === undefined ? {} : { signal }),
      // What the record does not take is missing in the comparison.
      async onPage({ cursor, documents }) {
        await mark({ documents: cursor });
        documentsDone += documents;
        onProgress?.({ phase: 'documents', done: documentsDone, total: manifest.documents.files });
      },
    });
    await importAudit(options);
    onProgress?.({ phase: 'state', done: 0 });
    await (purpose === 'restore' ? restoreState(options) : importPackages(options));

    const { report, same } = await reconcileImport(options, records, imported);
    await tell(
      options,
      same,
      `${manifest.records.versions} versions, ${manifest.documents.files} documents; seal ${seal}`,
    );
    const now = clock.now();
    await mark(same ? { compared: now, ended: now } : { compared: now });
    return { manifest, seal, same, report };
  } finally {
    await records.close();
  }
}

async function importRecords(
  from: ArchiveRecords,
  {
    options: { archive, stores, entriesOf, signal, onProgress },
    after,
    imported,
    mark,
  }: {
    readonly options: ImportOptions;
    readonly after: string;
    readonly imported: Imported;
    mark(change: Partial<ImportMarker>): Promise<void>;
  },
): Promise<void> {
  await copyRecords({
    from,
    to: stores.records,
    after,
    entriesOf,
    ...(signal === undefined ? {} : { signal }),
    async onPage({ cursor, rejected, unindexed }) {
      imported.rejected.push(...rejected);
      imported.unindexed.push(...unindexed);
      await mark({ records: cursor });
      onProgress?.({ phase: 'records', done: Number(cursor), total: archive.manifest.records.versions });
    },
  });
}

async function tell(
  { stores, archive, by, clock, randomBytes }: ImportOptions,
  same: boolean,
  detail: string,
): Promise<void> {
  const trail = auditTrail({
    append: async (entries) => {
      await stores.audit.append({ entries });
    },
    nameIntent: intentNames(),
    clock,
    requestId: Buffer.from(randomBytes(12)).toString('hex'),
    agent: by,
    purposeOfUse: 'HSYSADMIN',
  });
  const action = archive.purpose === 'import' ? 'import-everything' : 'restore';
  await trail.event({ action, outcome: same ? 'success' : 'failure', detail });
}
