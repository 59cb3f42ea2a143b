import type { ModuleContext } from '@baseplate-epr/contracts';
import type { RecordTarget } from '../target/record-target.ts';
import { progressLine } from '../terminal/progress-line.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { type IndexingReport, readReport } from './read-report.ts';

/** What a reindexing stands on. */
export interface ReindexCommandOptions {
  readonly target: RecordTarget;
  readonly terminal: Terminal;
  readonly context: ModuleContext;
  readonly signal: AbortSignal;
  /** Index every resource, needed or not. */
  readonly everything: boolean;
}

/** Milliseconds of work asked for at once: often enough for a line of progress. */
const stretch = 1000;

/** Has the record index until it is done, step by step, and shows how far it has come. */
export async function runReindex(
  options: ReindexCommandOptions,
): Promise<{ readonly report: IndexingReport; readonly wasDue: boolean }> {
  const { target, terminal, context, signal } = options;
  const step = async (query: string) => readReport(await target.fetch(`/fhir/$reindex?${query}`, { method: 'POST' }));
  const first = await step(`milliseconds=0&everything=${options.everything}`);
  const began = context.clock.now();
  let report = first;
  while (report.state === 'running' && !signal.aborted) {
    report = await step(`milliseconds=${stretch}`);
    terminal.progress(
      progressLine({
        label: 'Indexing',
        done: report.done,
        total: report.total,
        unit: 'resources',
        before: first.done,
        elapsedMilliseconds: context.clock.now() - began,
        ...(report.failed === 0 ? {} : { note: `${report.failed} failed` }),
      }),
    );
  }
  terminal.endProgress();
  return { report, wasDue: first.state !== 'complete' };
}
