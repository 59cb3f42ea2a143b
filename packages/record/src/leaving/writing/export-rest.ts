import { BaseplateError } from '@baseplate-epr/contracts';
import { type ArchivedPeople, type ArchiveManifest, archiveFormat } from '../format/archive-manifest.ts';
import { archivePaths } from '../format/archive-paths.ts';
import { archiveReadme } from '../format/archive-readme.ts';
import type { ArchiveFolder } from './archive-folder.ts';
import type { ExportOptions } from './export-options.ts';
import { exportState } from './export-state.ts';

const unlisted =
  'The identity module of this record keeps no list of people: they are known to the identity provider of the organisation. Who did what is in the audit log.';

/** Writes what is small: state, people, the assembly, and the manifest. */
export async function exportRest(folder: ArchiveFolder, options: ExportOptions): Promise<void> {
  const { people, assembly } = options;
  await exportState(folder, options);
  const list: ArchivedPeople =
    people === undefined
      ? { note: unlisted, directory: null }
      : { note: 'As the identity module knows them. No passwords, keys or tokens.', directory: people };
  await folder.put(archivePaths.people, pretty(list));
  await folder.put(archivePaths.assembly, pretty(assembly));
  const manifest = manifestOf(folder, options);
  await folder.put(archivePaths.manifest, pretty(manifest));
  await folder.put(archivePaths.readme, archiveReadme(manifest));
}

function manifestOf({ progress }: ArchiveFolder, { assembly, by, clock, people }: ExportOptions): ArchiveManifest {
  const { kind, began, mark, records, types, order, documents, audit, heads, state, problems } = progress;
  if (mark === undefined || records === undefined || heads === undefined) {
    throw new BaseplateError({
      code: 'storage-corrupt',
      message: 'The notes of this export have gaps. Begin it anew in another folder.',
    });
  }
  return {
    format: archiveFormat,
    kind,
    assembly,
    by,
    began: new Date(began).toISOString(),
    ended: new Date(clock.now()).toISOString(),
    mark,
    records: { versions: order, types, ...records },
    documents: { files: documents.files, bytes: documents.bytes, uses: documents.uses },
    audit: { entries: audit.entries, chains: heads.length, checkpoints: audit.checkpoints },
    state,
    people: people === undefined ? null : { users: people.users.length, roles: people.roles.length },
    problems,
  };
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
