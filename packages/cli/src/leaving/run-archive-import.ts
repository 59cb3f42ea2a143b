import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { importAssembly, listeningAddress } from '@baseplate-epr/composer';
import { BaseplateError } from '@baseplate-epr/contracts';
import type { CommandContext } from '../command.ts';
import { readyForReport, writeReport } from '../reconcile/report-files.ts';
import { reportSummary } from '../reconcile/report-summary.ts';
import { reindexSummary } from '../reindex/reindex-summary.ts';
import { runReindex } from '../reindex/run-reindex.ts';
import { isListening, openRecordTarget } from '../target/open-record-target.ts';
import { phaseProgress } from './phase-progress.ts';
import { stoppable } from './stoppable.ts';

const phases = {
  verification: ['Checking the archive', 'MB'],
  records: ['Versions', 'versions'],
  documents: ['Documents', 'documents'],
  audit: ['Audit log', 'entries'],
  comparison: ['Comparing', 'versions'],
} as const;

/** So many differences are told at the terminal. */
const shown = 20;

/** What to import. */
export interface ArchiveImport {
  readonly directory: string;
  readonly purpose: 'import' | 'restore';
  /** Folder that gets the reconciliation report, to read and to sign. */
  readonly report?: string;
}

/** Brings an archive into the record of the configuration and says how they compare. @returns the exit code */
export function runArchiveImport(
  { directory, purpose, report }: ArchiveImport,
  command: CommandContext,
): Promise<number> {
  const { terminal, context, signal } = command;
  return stoppable(terminal, async () => {
    if (report !== undefined) await readyForReport(report, '--report');
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
    for (const line of reportSummary(result.report)) terminal.tell(line);
    for (const { words } of result.report.differences.slice(0, shown)) terminal.tell(`  ${words}`);
    if (report !== undefined) {
      const { page } = await writeReport(report, result.report, '--report');
      terminal.tell(`The report holds patient data on its sample sheet. Read it: ${page}`);
    } else if (result.report.differences.length > shown) {
      terminal.tell('  … run the same command again with --report FOLDER to see all of them.');
    }
    const verdict = result.same ? 'The record holds exactly what' : 'The record does NOT hold what';
    terminal.tell(`${verdict} the archive holds, its audit log included.`);
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
