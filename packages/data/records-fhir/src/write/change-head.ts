import { BaseplateError } from '@baseplate-epr/contracts';
import type { OpenServer } from '../open-server.ts';
import type { Head } from '../server/head.ts';
import { sendCommit } from './send-commit.ts';

const attempts = 100;

/**
 * Changes what the head says, for all processes: once it resolves, no commit that has seen it otherwise takes effect any more.
 *
 * @param change - what is to change in a head, or undefined if it is as it should be
 */
export async function changeHead(
  server: OpenServer,
  change: (head: Head) => Partial<Pick<Head, 'fence' | 'generation'>> | undefined,
): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    await server.follower.fresh();
    const head = server.book.head();
    const changed = head === undefined ? undefined : change(head);
    if (changed === undefined) return;
    if ((await sendCommit(server, [], changed)) === 'done') return server.follower.fresh();
  }
  throw new BaseplateError({
    code: 'storage-unavailable',
    message: `Other processes were faster ${attempts} times. Nothing was changed; try again when fewer write at once.`,
  });
}
