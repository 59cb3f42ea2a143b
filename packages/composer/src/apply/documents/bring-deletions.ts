import type { DocumentStore } from '@baseplate-epr/contracts';
import { compareDocuments } from '@baseplate-epr/record';

/** Which store is to forget what the other one has deleted. */
export interface BringDeletionsOptions {
  readonly inForce: DocumentStore;
  readonly before: DocumentStore;
  readonly signal: AbortSignal;
}

/**
 * Deletes from the store of before what is not in the one in force any more. A process that was killed has taken with it what it had still to
 * delete there.
 *
 * @throws BaseplateError `cancelled`; errors of the stores
 */
export async function bringDeletions({ inForce, before, signal }: BringDeletionsOptions): Promise<void> {
  for (;;) {
    const { differences, complete } = await compareDocuments({ left: inForce, right: before, signal });
    for (const difference of differences) {
      if (difference.kind !== 'missing' || difference.missingIn !== 'left') continue;
      const { sha256 } = difference;
      // It may have been put since.
      if ((await inForce.head({ sha256 })) === undefined) await before.delete({ sha256 });
    }
    if (complete) return;
  }
}
