import { BaseplateError } from '@baseplate-epr/contracts';
import type { Command } from '../command.ts';
import { type NamedFile, requireWritable, writeNamedFile } from '../files/writable-file.ts';
import { findFiles } from '../import/find-files.ts';
import { createImportJournal } from '../import/import-journal.ts';
import { importSummary } from '../import/import-summary.ts';
import { runImport } from '../import/run-import.ts';
import { isArchive } from '../leaving/is-archive.ts';
import { runArchiveImport } from '../leaving/run-archive-import.ts';
import { openRecordTarget } from '../target/open-record-target.ts';

/** `baseplate import`: writes FHIR data from files, or brings in what `export --everything` wrote elsewhere. */
export const importCommand: Command = {
  name: 'import',
  summary: 'Import FHIR bundles, single resources and NDJSON, also .gz and whole folders, or an export of everything',
  positionals: 'PATH…',
  options: [
    {
      name: 'report',
      value: 'PATH',
      description:
        'Write every rejection as one JSON object a line; of an export of everything, the reconciliation report into a folder of this name',
    },
    { name: 'again', description: 'Import these files anew, even if they, or a part of them, were imported before' },
  ],
  async run({ options, flags, positionals }, command) {
    const { terminal, context, configuration, signal } = command;
    const [only = '', ...more] = positionals;
    if (more.length === 0 && (await isArchive(only))) {
      const { report } = options;
      return runArchiveImport(
        { directory: only, purpose: 'import', ...(report === undefined ? {} : { report }) },
        command,
      );
    }
    if (positionals.length === 0) {
      throw new BaseplateError({
        code: 'input-invalid',
        message: 'Name the files or folders to import: baseplate import PATH…',
      });
    }
    const { files, ignored } = await findFiles(positionals);
    if (files.length === 0) {
      throw new BaseplateError({
        code: 'input-invalid',
        message: 'There are no .json, .ndjson or .gz files under these paths. Check them.',
      });
    }
    if (options.report !== undefined) await requireWritable(reportFile(options.report));
    const target = await openRecordTarget(await configuration(), context);
    try {
      const other = ignored === 0 ? '' : `, ${ignored} other files ignored`;
      terminal.tell(`Importing ${files.length} files${other} into ${target.description}.`);
      const journal = createImportJournal(target.state);
      if (flags.has('again')) await journal.forget(files);
      const report = await runImport({ target, files, journal, terminal, context, signal });
      for (const line of importSummary(report)) terminal.tell(line);
      if (options.report !== undefined) {
        await writeNamedFile(
          reportFile(options.report),
          report.rejections.map((rejection) => `${JSON.stringify(rejection)}\n`).join(''),
        );
      }
      if (!report.complete) return 130;
      return report.rejections.length === 0 ? 0 : 1;
    } finally {
      await target.close();
    }
  },
};

function reportFile(path: string): NamedFile {
  return { path, what: 'The report of rejections', option: '--report' };
}
