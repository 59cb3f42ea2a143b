import { setTimeout as sleep } from 'node:timers/promises';
import { profilesTakenUp } from '@baseplate-epr/composer';
import type { RecordTarget } from '../target/record-target.ts';

/** Milliseconds that a running record may take to notice. */
const patience = 20_000;

/**
 * Waits until every process of the running record has in force what is installed now.
 *
 * @returns false if one still has not after a while
 */
export async function waitUntilInForce({ stateOf }: Pick<RecordTarget, 'stateOf'>): Promise<boolean> {
  const deadline = performance.now() + patience;
  for (;;) {
    if (await profilesTakenUp(stateOf)) return true;
    if (performance.now() > deadline) return false;
    await sleep(200);
  }
}
