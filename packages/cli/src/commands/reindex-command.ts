import type { Command } from '../command.ts';
import { reindexSummary } from '../reindex/reindex-summary.ts';
import { runReindex } from '../reindex/run-reindex.ts';
import { openRecordTarget } from '../target/open-record-target.ts';

/** `baseplate reindex`: makes new search parameters take effect, while the record is in use. */
export const reindexCommand: Command = {
  name: 'reindex',
  summary: 'Index the record by new search parameters, or after an upgrade, while it is in use',
  options: [{ name: 'everything', description: 'Index every resource, even if nothing is due' }],
  async run({ flags }, { terminal, context, configuration, signal }) {
    const target = await openRecordTarget(await configuration(), context);
    try {
      terminal.tell(`Indexing ${target.description}. It may be stopped at any time, and goes on where it was.`);
      const { report, wasDue } = await runReindex({
        target,
        terminal,
        context,
        signal,
        everything: flags.has('everything'),
      });
      for (const line of reindexSummary(report, wasDue)) terminal.tell(line);
      if (report.state === 'running') return 130;
      return report.state === 'complete' && report.failed === 0 ? 0 : 1;
    } finally {
      await target.close();
    }
  },
};
