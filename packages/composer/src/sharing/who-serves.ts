import { setTimeout as wait } from 'node:timers/promises';
import { patience } from '../ledger/liveness.ts';
import type { ProcessFile } from '../ledger/process-file.ts';
import { processSpace } from '../ledger/process-space.ts';
import type { RollCall } from '../ledger/roll-call.ts';

const pause = 100;

/**
 * The processes that have the assembly open, each in words. Waits as long as one that has ended elsewhere may be thought to live.
 *
 * @param self - id of the process that asks, if it is one of them
 */
export async function whoServes(rollCall: Pick<RollCall, 'serving'>, self?: string): Promise<readonly string[]> {
  const limit = performance.now() + patience + pause;
  for (;;) {
    const others = (await rollCall.serving()).filter(({ id }) => id !== self);
    // Of one that shares our process ids it is known for certain.
    const isCertain = others.length === 0 || others.some(({ space }) => space === processSpace());
    if (isCertain || performance.now() > limit) return others.map(inWords);
    await wait(pause);
  }
}

function inWords({ pid, host }: ProcessFile): string {
  return `process ${pid} on ${host}`;
}
