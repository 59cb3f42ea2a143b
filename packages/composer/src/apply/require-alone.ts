import { setTimeout as wait } from 'node:timers/promises';
import { BaseplateError } from '@baseplate-epr/contracts';
import type { ProcessFile, ProcessFiles } from '../ledger/process-file.ts';
import { createRollCall } from '../ledger/roll-call.ts';

const pause = 100;

/**
 * Sees that no other process is at work on change-overs: of two commands at once each would move what the other has just moved, place by place, and both would
 * say that all was done. The one that began first goes on. One that shows no sign of life is not waited for longer than any other process.
 *
 * @throws BaseplateError `precondition-failed` if another one began before this one, and lives
 */
export async function requireAlone(files: ProcessFiles, self: ProcessFile): Promise<void> {
  const rollCall = createRollCall(files);
  const signs = new Map<string, string>();
  for (;;) {
    let isAlone = true;
    for (const other of ahead(await files.list(), self)) {
      if (!(await rollCall.isAlive(other.id))) continue;
      isAlone = false;
      const sign = `${other.beat} ${other.touchedAt}`;
      if ((signs.get(other.id) ?? sign) !== sign) throw refused(other);
      signs.set(other.id, sign);
    }
    if (isAlone) return;
    await wait(pause);
  }
}

/** Files of other processes that began before this one; a process has one for each step that it is in. */
function ahead(files: readonly ProcessFile[], self: ProcessFile): readonly ProcessFile[] {
  const applying = files.filter(({ role }) => role === 'applying');
  const isOwn = ({ pid, space }: ProcessFile) => pid === self.pid && space === self.space;
  const began = (own: readonly ProcessFile[]) => own.map(orderOf).sort()[0] ?? '';
  const mine = began([self, ...applying.filter(isOwn)]);
  return applying.filter((file) => !isOwn(file) && orderOf(file) < mine);
}

function orderOf({ startedAt, id }: ProcessFile): string {
  return `${String(startedAt).padStart(16, '0')} ${id}`;
}

function refused({ pid, host }: ProcessFile): BaseplateError {
  return new BaseplateError({
    code: 'precondition-failed',
    message: `Another process is changing stores or services over at this moment: process ${pid} on ${host}. Wait for it, or stop it; baseplate status shows how far it is.`,
  });
}
