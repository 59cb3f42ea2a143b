import { setTimeout as wait } from 'node:timers/promises';
import { BaseplateError } from '@baseplate-epr/contracts';
import type { ServicesChange } from '../../ledger/ledger-services.ts';
import type { ProcessFile } from '../../ledger/process-file.ts';
import type { RollCall } from '../../ledger/roll-call.ts';
import type { ApplyOptions } from '../applying.ts';

/** How long the processes that serve may take to load services, and to put them in front, in milliseconds. */
const loadingTime = 60_000;
const turningTime = 10_000;
const pause = 20;

/** Who is asked. */
export interface EverybodyOptions extends Pick<ApplyOptions, 'onProgress' | 'signal' | 'listen'> {
  readonly rollCall: RollCall;
}

/**
 * Waits until every process that serves has loaded the services that are to come, and found them well. Who ends or falls silent is not
 * waited for.
 *
 * @returns how many have
 * @throws BaseplateError if one of them cannot, or it takes too long
 */
export async function everybodyLoads(
  { id }: ServicesChange,
  { rollCall, onProgress, signal, listen }: EverybodyOptions,
): Promise<number> {
  const limit = performance.now() + loadingTime;
  let told = -1;
  for (;;) {
    const processes = await rollCall.serving();
    for (const process of processes) {
      const reason = process.opened[id];
      if (reason !== undefined && reason !== '') throw cannotLoad(process, reason);
    }
    const waiting = processes.filter(({ opened }) => opened[id] === undefined);
    const done = processes.length - waiting.length;
    if (done !== told) onProgress({ place: 'services', step: 'loading', done, total: processes.length });
    told = done;
    if (waiting.length === 0) await listen?.();
    if (signal.aborted) throw stopped();
    if (waiting.length === 0) return processes.length;
    if (performance.now() > limit) throw tooLate(waiting);
    await wait(pause);
  }
}

/**
 * Waits until every process that serves answers with the services of this revision.
 *
 * @returns those that do not yet, after some seconds; they go on trying
 */
export async function everybodyHasInFront(
  since: number,
  { rollCall }: Pick<EverybodyOptions, 'rollCall'>,
): Promise<readonly ProcessFile[]> {
  const limit = performance.now() + turningTime;
  for (;;) {
    const late = (await rollCall.serving()).filter(({ services }) => services === undefined || services < since);
    if (late.length === 0 || performance.now() > limit) return late;
    await wait(pause);
  }
}

function cannotLoad({ pid, host }: ProcessFile, reason: string): BaseplateError {
  return new BaseplateError({
    code: 'configuration-invalid',
    message: `Process ${pid} on ${host}, which serves, cannot put the new services in front, so the old ones stay everywhere. ${reason}`,
  });
}

function tooLate(waiting: readonly ProcessFile[]): BaseplateError {
  const names = waiting.map(({ pid, host }) => `${pid} on ${host}`).join(', ');
  return new BaseplateError({
    code: 'module-unavailable',
    message: `These processes have not loaded the new services within ${loadingTime / 1000} s: ${names}. The old ones stay everywhere. See their logs.`,
  });
}

function stopped(): BaseplateError {
  return new BaseplateError({
    code: 'cancelled',
    message: 'Stopped before the new services were put in front. The old ones answer.',
  });
}
