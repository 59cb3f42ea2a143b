import type { BaseplateProcess } from '../start/run-baseplate.ts';
import { childrenOf } from './trust.ts';

/** What a killed application cannot answer; nobody was told that it had worked. */
export function isBroken(failure: string): boolean {
  return /fetch failed|other side closed|ECONNRESET|terminated/.test(failure);
}

/** Kills a record with all its processes, and other commands with it, as a loss of power would. */
export async function killEverything(
  record: BaseplateProcess,
  others: readonly BaseplateProcess[] = [],
): Promise<void> {
  const children = childrenOf(record.child.pid);
  for (const { child } of [record, ...others]) child.kill('SIGKILL');
  for (const pid of children) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended with its parent.
    }
  }
  await record.ended;
}
