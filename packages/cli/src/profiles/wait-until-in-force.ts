import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordTarget } from '../target/record-target.ts';

/** Milliseconds that a running record may take to notice. */
const patience = 20_000;

/**
 * Waits until the record says of itself that it holds resources against a profile, or does so no more.
 *
 * @returns false if it still does not after a while
 */
export async function waitUntilInForce(target: RecordTarget, profile: string, expected: boolean): Promise<boolean> {
  const deadline = performance.now() + patience;
  for (;;) {
    const response = await target.fetch('/fhir/metadata');
    const statement = await response.text();
    if (statement.includes(JSON.stringify(profile)) === expected) return true;
    if (performance.now() > deadline) return false;
    await sleep(500);
  }
}
