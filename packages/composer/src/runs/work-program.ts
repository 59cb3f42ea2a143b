import { hostname } from 'node:os';
import { isBaseplateError } from '@baseplate-epr/contracts';
import { systemContext } from '../assembly/system-context.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { processSpace } from '../ledger/process-space.ts';
import { planAssembly } from '../plan/plan-assembly.ts';
import { planView } from '../view/plan-view.ts';
import { carryOut } from './carry-out.ts';
import { reportRun } from './report-run.ts';
import { openRunFiles } from './run-file.ts';
import type { PlanWork, RunWork, Work, WorkNews } from './work.ts';

// Runs in a process of its own, so that nothing a configuration or a new store does stays in the record's, and so that a run outlives the
// process that was asked for it.
const context = systemContext();
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
// Whoever read what this program says may be gone; what matters stands in the file of the run.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const work: Work = JSON.parse(process.argv[2] ?? '{}');
await (work.kind === 'plan' ? plan(work) : run(work));
// Whatever a module may have left open.
process.exit();

async function plan({ configurationFile }: PlanWork): Promise<void> {
  try {
    const configuration = await loadConfiguration(configurationFile);
    await tell({ news: 'plan', plan: planView(await planAssembly({ configuration, context }), context.clock.now()) });
  } catch (error) {
    await tell({ news: 'failed', ...wordsOf(error) });
  }
}

async function run(asked: RunWork): Promise<void> {
  const files = openRunFiles(asked.ledgerDirectory);
  const first = {
    id: asked.id,
    kind: asked.kind,
    asked: asked.asked,
    startedAt: context.clock.now(),
    state: 'running' as const,
    said: [],
    pid: process.pid,
    host: hostname(),
    space: processSpace(),
    beat: 0,
  };
  const report = await reportRun(files, first, { now: () => context.clock.now(), stop: () => stopping.abort() });
  await tell({ news: 'begun' });
  try {
    const configuration = await loadConfiguration(asked.configurationFile);
    const { progress: onProgress, listen } = report;
    const said = await carryOut(asked, { configuration, context, onProgress, listen, signal: stopping.signal });
    await report.end({ state: 'done', said });
  } catch (error) {
    const { code, message } = wordsOf(error);
    await report.end({ state: code === 'cancelled' ? 'stopped' : 'failed', said: [message] });
  }
}

function tell(news: WorkNews): Promise<void> {
  return new Promise((resolve) => {
    // A listener that is gone is no error of this process.
    if (process.connected) process.send?.(news, undefined, undefined, () => resolve());
    else resolve();
  });
}

/** The message of an error that is not ours may hold anything, so it is not told. */
function wordsOf(error: unknown): { readonly code: string; readonly message: string } {
  if (isBaseplateError(error)) return { code: error.code, message: error.message };
  const kind = error instanceof Error ? error.name : typeof error;
  return {
    code: 'unexpected',
    message: `Something went wrong that this program did not foresee (${kind}). What was copied is kept, and the ledger says what is in force.`,
  };
}
