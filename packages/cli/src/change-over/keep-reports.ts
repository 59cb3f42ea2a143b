import { join } from 'node:path';
import type { ApplyReport, AssemblyConfiguration } from '@baseplate-epr/composer';
import { writeReport } from '../reconcile/report-files.ts';

/** Writes the reconciliation reports of moves that lose something beside the ledger, each into a new folder. @returns where they are, in lines */
export async function keepReports(
  reports: readonly ApplyReport[],
  { ledger }: Pick<AssemblyConfiguration, 'ledger'>,
  now: number,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const report of reports) {
    if (report.place === 'services' || report.reconciliation === undefined || ledger === undefined) continue;
    const folder = join(ledger.directory, 'reports', new Date(now).toISOString().replaceAll(':', '-'));
    const { page } = await writeReport(folder, report.reconciliation);
    lines.push(
      `  What was lost, and who has accepted it: ${page}`,
      `  Sign it: baseplate sign ${folder} --by NAME --reason WORDS`,
    );
  }
  return lines;
}
