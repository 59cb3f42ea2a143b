import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { LoadReport } from '../load.ts';
import { lostFrom, openPostgres, openSqlite } from '../stores.ts';
import { entriesOf, startTrust } from '../trust.ts';
import type { LoadSummary, LongOptions } from './long-options.ts';
import { summaryOf } from './summary-of.ts';

/** What a run without kills showed. */
export interface SteadyResult {
  readonly load: LoadSummary;
  /** What the commands said. */
  readonly apply: string;
  readonly rollback: string;
  /** For each second of the load: requests answered, and within how many milliseconds 99 of 100 of them were. */
  readonly seconds: LoadReport['seconds'];
  /** What the ledger says happened, in seconds since the load began. */
  readonly marks: readonly { readonly at: number; readonly phase: string }[];
  readonly faults: readonly string[];
}

/** Half of the time on the way to PostgreSQL, the change-over in its middle; then back; all under one load. */
export async function steadyRun(options: LongOptions): Promise<SteadyResult> {
  const { folder, databaseUrl, processes, writes, reads, seconds, say } = options;
  const data = join(folder, 'steady');
  const trust = await startTrust({ data, databaseUrl, processes });
  const load = trust.load('steady', writes, reads);
  const faults: string[] = [];
  say(`${processes} processes; ${writes} writes and ${reads} reads a second for ${seconds} s.`);
  const third = (seconds * 1000) / 3;
  await wait(third);
  const applied = await trust.run(['apply']);
  if (applied.code !== 0) faults.push(`apply: ${applied.said}`);
  say(applied.answered.trim());
  await wait(third);
  const back = await trust.run(['rollback']);
  if (back.code !== 0) faults.push(`rollback: ${back.said}`);
  say(back.answered.trim());
  await wait(third);
  const report = await load.stop();
  faults.push(...report.failures.slice(0, 50));
  const marks = marksSince(data, report.startedAt);
  const here = await openSqlite(data);
  faults.push(...(await lostFrom(here, report.acknowledged)));
  await here.stop();
  // The way forth again, so that PostgreSQL is looked at as well, with all that was written.
  const again = await trust.run(['apply']);
  if (again.code !== 0) faults.push(`apply again: ${again.said}`);
  const there = await openPostgres(databaseUrl);
  faults.push(...(await lostFrom(there, report.acknowledged)));
  await there.stop();
  await trust.run(['rollback']);
  await trust.record.stop('SIGTERM');
  const summary = summaryOf(report);
  say(JSON.stringify(summary));
  const { seconds: bySecond } = report;
  return { load: summary, apply: applied.answered, rollback: back.answered, seconds: bySecond, marks, faults };
}

/** The phase that each entry of the ledger began. */
function marksSince(data: string, start: number): SteadyResult['marks'] {
  const marks = entriesOf(data).map(({ at, changeOvers: { records } }) => ({
    at: Math.round((at - start) / 100) / 10,
    phase: records?.phase ?? 'none',
  }));
  return marks.filter(({ at, phase }, place) => at >= 0 && phase !== marks[place - 1]?.phase);
}
