import { explain, isAsSigned, signOff } from '@baseplate-epr/composer';
import { BaseplateError } from '@baseplate-epr/contracts';
import type { Command } from '../command.ts';
import { readReport, writeReport } from '../reconcile/report-files.ts';
import { reportSummary } from '../reconcile/report-summary.ts';

/** `baseplate sign`: explains differences of a report, or signs it. */
export const signCommand: Command = {
  name: 'sign',
  summary: 'Explain differences of a reconciliation report, or sign it once each is explained',
  positionals: 'FOLDER',
  options: [
    { name: 'by', value: 'NAME', description: 'Your name and role' },
    { name: 'reason', value: 'WORDS', description: 'Why: of the explanation, or what was looked at before signing' },
    {
      name: 'explain',
      value: 'IDS',
      description: 'Explain these differences, with commas between, instead of signing',
    },
  ],
  async run({ options, positionals }, { terminal, context }) {
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0)
      throw refuse('Name the one folder that holds the report: baseplate sign FOLDER');
    const before = await readReport(folder);
    if (before === undefined) throw refuse(`There is no report.json in ${folder}.`);
    if (before.signature !== undefined && !isAsSigned(before)) {
      throw refuse(
        `The report in ${folder} is not what was signed: somebody has changed it since. Compare the two assemblies again.`,
      );
    }
    const given = { report: before, by: options.by ?? '', reason: options.reason ?? '', at: context.clock.now() };
    const ids = options.explain?.split(',').map((id) => id.trim());
    const report = ids === undefined ? signOff(given) : explain({ ...given, differences: ids });
    const { page } = await writeReport(folder, report);
    if (ids !== undefined && before.signature !== undefined) {
      terminal.tell(`The signature of ${before.signature.by} falls away, since it was given to another report.`);
    }
    for (const line of reportSummary(report)) terminal.tell(line);
    terminal.tell(page);
    return 0;
  },
};

function refuse(message: string): BaseplateError {
  return new BaseplateError({ code: 'input-invalid', message });
}
