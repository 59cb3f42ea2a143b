import { setTimeout as wait } from 'node:timers/promises';
import { BaseplateError } from '@baseplate-epr/contracts';
import { patience } from '../ledger/liveness.ts';
import type { ProcessFile } from '../ledger/process-file.ts';
import type { RollCall } from '../ledger/roll-call.ts';

type Rules = Pick<ProcessFile, 'pid' | 'host' | 'indexRules'>;

const pause = 100;

/**
 * Why this process cannot lead a change-over of a record that others serve; `undefined` if it can. What it brings to the new store it indexes by
 * the rules of its own release, and who serves searches by those of another: resources would not be found, and nobody would know.
 *
 * Waits as long as a process that has just ended elsewhere may be thought to live.
 */
export async function otherRules(self: Rules, rollCall: Pick<RollCall, 'serving'>): Promise<string | undefined> {
  const limit = performance.now() + patience + pause;
  for (;;) {
    const other = differing(self, await rollCall.serving());
    if (other === undefined || performance.now() > limit) return other && inWords(self, other);
    await wait(pause);
  }
}

/** @throws BaseplateError `precondition-failed` if one of these processes indexes by other rules than this one */
export function requireSameRules(self: Rules, serving: readonly Rules[]): void {
  const other = differing(self, serving);
  if (other !== undefined) throw mixture(inWords(self, other));
}

/** The error for what {@link otherRules} says. */
export function mixture(message: string): BaseplateError {
  return new BaseplateError({ code: 'precondition-failed', message });
}

function differing(self: Rules, serving: readonly Rules[]): Rules | undefined {
  return serving.find(({ indexRules }) => indexRules !== self.indexRules);
}

function inWords(self: Rules, { pid, host, indexRules }: Rules): string {
  const theirs = indexRules === undefined ? 'of an unknown edition' : `of edition ${indexRules}`;
  return `Process ${pid} on ${host}, which serves, is of another release: it indexes the record by rules ${theirs}, and this command by those of edition ${self.indexRules}. Run the command of the release that serves, or start every process with this one first.`;
}
