import { setTimeout as wait } from 'node:timers/promises';
import { BaseplateError, type ModuleContext, type Principal, type RunView } from '@baseplate-epr/contracts';
import type { RecordCore } from '@baseplate-epr/record';
import { createLiveness } from '../ledger/liveness.ts';
import { openRunFiles, type RunFile } from './run-file.ts';
import { startRun } from './start-work.ts';

/** What runs stand on. */
export interface AssemblyRunsOptions {
  readonly ledgerDirectory: string;
  readonly configurationFile: string;
  readonly context: ModuleContext;
  readonly record: Pick<RecordCore, 'auditEvent'>;
  requestId(): string;
}

/** What is asked for, and by whom. */
export interface StartRunOptions {
  readonly kind: RunView['kind'];
  readonly principal: Principal;
  readonly requestId: string;
  /** What was seen: of an apply the digest of the plan, else what stands for what can be undone. */
  readonly expected: string;
}

/** Changes of the assembly that people ask for over HTTP: one at a time, each in a process of its own, each in the audit. */
export interface AssemblyRuns {
  /** Newest first. */
  list(): Promise<readonly RunView[]>;
  /** @throws BaseplateError `precondition-failed` while another is at work */
  start(options: StartRunOptions): Promise<RunView>;
  /** Asks the run that is at work to stop. @throws BaseplateError `not-found` if none is */
  stop(by: Pick<StartRunOptions, 'principal' | 'requestId'>): Promise<RunView>;
  /** The newest run each time it has changed, until it has ended; nothing if there is none. */
  watch(signal: AbortSignal): AsyncGenerator<RunView>;
  /** Writes into the audit how runs have ended whose process could not see to it. */
  settle(): Promise<void>;
}

const kept = 20;
const lookEvery = 300;

/** Makes them; nothing is done before the first call. */
export function assemblyRuns(options: AssemblyRunsOptions): AssemblyRuns {
  const { ledgerDirectory, configurationFile, context, record } = options;
  const files = openRunFiles(ledgerDirectory);
  const liveness = createLiveness();
  let starting: Promise<unknown> = Promise.resolve();

  const list = async () => {
    const asked = liveness.now();
    return (await files.list()).map((file) => viewOf(file, liveness.isAlive(file, asked)));
  };
  const settle = async () => {
    const ended = (await list()).filter(({ state }) => state !== 'running');
    for (const { id, kind, state } of ended) {
      const file = await files.read(id);
      if (file === undefined || (await files.isMarked(id, 'audited'))) continue;
      await record.auditEvent({
        principal: { ...file.asked, scopes: [] },
        requestId: options.requestId(),
        action: `assembly-${kind}`,
        outcome: state === 'done' ? 'success' : state === 'lost' ? 'unknown' : 'failure',
        detail: `run ${id} ${state}`,
      });
      await files.mark(id, 'audited');
    }
  };
  const begin = async ({ kind, principal, requestId, expected }: StartRunOptions) => {
    if ((await list()).some(({ state }) => state === 'running')) throw busy();
    const id = Buffer.from(context.randomBytes(9)).toString('base64url');
    const { scopes: _, tokenScopes: __, ...asked } = principal;
    // Who wanted it is known before anything is done, whatever becomes of this process.
    const action = `assembly-${kind}`;
    await record.auditEvent({ principal, requestId, action, outcome: 'unknown', detail: `run ${id} begins` });
    const { ended } = await startRun({ kind, configurationFile, ledgerDirectory, id, asked, expected });
    void ended
      .then(settle)
      .catch(() => context.logger.error('The end of a run could not be audited yet.', { run: id }));
    await files.prune(kept);
    const file = await files.read(id);
    if (file === undefined) throw busy();
    return viewOf(file, true);
  };
  return {
    list,
    settle,
    start(given) {
      const started = starting.then(() => begin(given));
      starting = started.catch(() => undefined);
      return started;
    },
    async stop({ principal, requestId }) {
      const running = (await list()).find(({ state }) => state === 'running');
      if (running === undefined) {
        throw new BaseplateError({ code: 'not-found', message: 'Nothing is at work that could be stopped.' });
      }
      const { id } = running;
      await record.auditEvent({
        principal,
        requestId,
        action: 'assembly-stop',
        outcome: 'success',
        detail: `run ${id} is to stop`,
      });
      await files.mark(id, 'stop');
      return running;
    },
    async *watch(signal) {
      let told = '';
      while (!signal.aborted) {
        const [newest] = await list();
        if (newest === undefined) return;
        const text = JSON.stringify(newest);
        if (text !== told) yield newest;
        told = text;
        if (newest.state !== 'running') return;
        await wait(lookEvery, undefined, { signal }).catch(() => undefined);
      }
    },
  };
}

function viewOf({ asked, pid: _, space: __, beat: ___, ...file }: RunFile, isAlive: boolean): RunView {
  const state = file.state === 'running' && !isAlive ? 'lost' : file.state;
  return { ...file, by: asked.display, state };
}

function busy(): BaseplateError {
  return new BaseplateError({
    code: 'precondition-failed',
    message: 'A change of the assembly is at work. Wait until it has ended, or stop it; then look at the plan again.',
  });
}
