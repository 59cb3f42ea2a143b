import type { Logger } from '@baseplate-epr/contracts';
import { announcementTime, type WritingProcesses } from './writing-processes.ts';

/** This process's place among those that write. */
export interface Presence {
  /** Gives it up, once nothing is being written any more. */
  end(): Promise<void>;
}

/**
 * Announces this process anew three times a minute, and each time settles what processes that have gone since left open: one that
 * died on another host is not known to be gone before its announcement has run out.
 */
export function keepPresence({
  processes,
  reconcile,
  logger,
}: {
  readonly processes: WritingProcesses;
  readonly reconcile: () => Promise<unknown>;
  readonly logger: Logger;
}): Presence {
  let round: Promise<void> = Promise.resolve();
  const again = async () => {
    try {
      await processes.announce();
      await reconcile();
    } catch {
      logger.error('The record could not announce itself to other processes. Check the state store and the audit log.');
    }
  };
  const timer = setInterval(() => {
    round = round.then(again);
  }, announcementTime / 3);
  timer.unref();
  return {
    async end() {
      clearInterval(timer);
      await round;
      await processes.withdraw();
    },
  };
}
