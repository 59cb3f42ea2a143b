import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { type ArchiveKind, counted, exportAssembly } from '@baseplate-epr/composer';
import type { CommandContext } from '../command.ts';
import { phaseProgress } from './phase-progress.ts';
import { stoppable } from './stoppable.ts';

const phases = {
  records: ['Versions', 'versions'],
  digests: ['Digests', 'versions'],
  documents: ['Documents', 'documents'],
  audit: ['Audit log', 'entries'],
  checksums: ['Checksums', 'MB'],
  verification: ['Reading back', 'MB'],
} as const;

/** Writes an archive, shows how far it is, and says what is in it. @returns the exit code */
export function runExport(
  directory: string,
  kind: ArchiveKind,
  command: CommandContext,
  { superseded = false }: { readonly superseded?: boolean } = {},
): Promise<number> {
  const { terminal, context, signal } = command;
  return stoppable(terminal, async () => {
    const path = resolve(directory);
    const { manifest, seal } = await exportAssembly({
      configuration: await command.configuration(),
      context,
      account: userInfo().username,
      directory: path,
      kind,
      superseded,
      signal,
      onOpen: ({ isShared }) => {
        const meanwhile = isShared
          ? 'The record may go on being used'
          : 'The record cannot be started meanwhile, since one process alone can use its store';
        terminal.tell(
          `Writing ${kind === 'export' ? 'everything' : 'a backup'} to ${path}. ${meanwhile}; the audit log says who does this.`,
        );
      },
      onProgress: phaseProgress(phases, terminal, context),
    });
    terminal.endProgress();
    const { mark, records, documents, audit, problems } = manifest;
    terminal.tell(
      `Done, and read back: ${counted(records.versions, 'version')} as of ${new Date(mark.time).toISOString()}, ${counted(documents.files, 'document')}, ${counted(audit.entries, 'audit entry', 'audit entries')}.`,
    );
    if (kind === 'backup') {
      terminal.tell(
        'It holds the keys of this record (secrets/state.ndjson). Keep the folder as you keep the record itself.',
      );
    }
    terminal.answer(`seal ${seal}`);
    if (problems.length === 0) return 0;
    terminal.tell(`${counted(problems.length, 'thing')} could not be taken along or do not agree:`);
    for (const { what, reason } of problems.slice(0, 20)) terminal.tell(`  ${what}: ${reason}`);
    if (problems.length > 20) terminal.tell('  … all of them are in manifest.json.');
    return 1;
  });
}
