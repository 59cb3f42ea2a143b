import { writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { type ImportResult, importAssembly, listeningAddress } from '@baseplate-epr/composer';
import { BaseplateError } from '@baseplate-epr/contracts';
import type { CommandContext } from '../command.ts';
import { reindexSummary } from '../reindex/reindex-summary.ts';
import { runReindex } from '../reindex/run-reindex.ts';
import { isListening, openRecordTarget } from '../target/open-record-target.ts';
import { differenceLines } from './difference-lines.ts';
import { phaseProgress } from './phase-progress.ts';
import { stoppable } from './stoppable.ts';

const phases = {
  verification: ['Checking the archive', 'MB'],
  records: ['Versions', 'versions'],
  documents: ['Documents', 'documents'],
  audit: ['Audit log', 'entries'],
  comparison: ['Comparing', 'versions'],
} as const;

/** What to import. */
export interface ArchiveImport {
  readonly directory: string;
  readonly purpose: 'import' | 'restore';
  /** File that gets the whole comparison as JSON. */
  readonly report?: string;
}

/** Brings an archive into the record of the configuration and says how they compare. @returns the exit code */
export function runArchiveImport(
  { directory, purpose, report }: ArchiveImport,
  command: CommandContext,
): Promise<number> {
  const { terminal, context, signal } = command;
  return stoppable(terminal, async () => {
    const configuration = await command.configuration();
    const origin = await listeningAddress(configuration);
    if (await isListening(origin)) {
      throw new BaseplateError({
        code: 'input-invalid',
        message: `Something answers at ${origin}, where the record of this configuration would. An archive comes into an empty record that nobody uses: stop it first, or name another with PORT and BASEPLATE_DATA.`,
      });
    }
    const path = resolve(directory);
    terminal.tell(`Checking ${path} from end to end. Nothing is written before that.`);
    const result = await importAssembly({
      configuration,
      context,
      account: userInfo().username,
      directory: path,
      purpose,
      signal,
      onProgress: phaseProgress(phases, terminal, context),
    });
    terminal.endProgress();
    if (report !== undefined) await writeFile(report, `${JSON.stringify(result, undefined, 2)}\n`);
    for (const line of summary(result)) terminal.tell(line);
    if (!result.same) return 1;
    // Search parameters that came with the archive are known only now.
    const target = await openRecordTarget(configuration, context);
    try {
      const { report: indexing, wasDue } = await runReindex({ target, terminal, context, signal, everything: false });
      if (wasDue) for (const line of reindexSummary(indexing, wasDue)) terminal.tell(line);
      return indexing.state === 'complete' && indexing.failed === 0 ? 0 : 1;
    } finally {
      await target.close();
    }
  });
}

function summary(result: ImportResult): readonly string[] {
  const { manifest, records, documents, audit } = result;
  const count = (number: number) => number.toLocaleString('en-GB');
  const held = [
    `versions   ${count(records.buckets.versions.left)} in the archive, ${count(records.buckets.versions.right)} in the record; digests of ${count(records.buckets.ranges)} buckets and ${count(records.compartments.ranges)} patients ${records.same ? 'equal' : 'DIFFER'}`,
    `documents  ${count(documents.documents.left)} in the archive, ${count(documents.documents.right)} in the record`,
    `audit      ${count(manifest.audit.entries)} entries in ${count(audit.chains)} chains, ${audit.intact ? 'unbroken' : 'BROKEN'}`,
  ];
  if (result.same) return [...held, 'The record holds exactly what the archive holds.'];
  return [
    ...held,
    'The record does NOT hold what the archive holds:',
    ...differenceLines(result).map((line) => `  ${line}`),
  ];
}
