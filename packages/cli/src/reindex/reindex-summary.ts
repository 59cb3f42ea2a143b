import type { IndexingReport } from './read-report.ts';

/** What became of a reindexing, in lines for the person who asked for it. */
export function reindexSummary(report: IndexingReport, wasDue: boolean): readonly string[] {
  const { state, done, failed, failures, waiting, milliseconds } = report;
  const count = done.toLocaleString('en-GB');
  if (state === 'running') {
    return [`Stopped after ${count} resources. Run the same command again: it goes on there.`];
  }
  if (!wasDue) return ['Nothing is due: every resource is indexed by every search parameter.'];
  if (failed > 0) {
    const more = failed > failures.length ? [`  and ${failed - failures.length} more`] : [];
    return [
      `Looked at ${count} resources, of which ${failed} could not be indexed:`,
      ...failures.map((name) => `  ${name}`),
      ...more,
      `${waiting} search parameters are therefore not offered. Read and correct these resources, then run the command again.`,
    ];
  }
  if (state === 'due') return ['Something new came while the record was indexed. Run the command again.'];
  return [`Done: ${count} resources in ${(milliseconds / 1000).toFixed(1)} s. Every search parameter is offered.`];
}
