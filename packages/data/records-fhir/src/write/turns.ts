import { BaseplateError } from '@baseplate-epr/contracts';

/** Lets writes have their turns: one at a time, in the order in which they came. */
export interface Turns {
  /**
   * Runs a write when those before it have ended.
   * @throws BaseplateError `storage-unavailable` once it has waited longer than it may; then it is never begun
   */
  take<Result>(write: () => Promise<Result>): Promise<Result>;
  /** Resolves when every write that was taken has ended. */
  settled(): Promise<void>;
}

/**
 * Makes the turns. Behind a server that does not answer, each write takes as long as the server is given: without a limit to what they
 * wait, the last of many would be carried out long after whoever sent it has gone.
 *
 * @param patience - milliseconds that a write waits for others.
 */
export function createTurns(patience: number): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return {
    take: (write) =>
      new Promise((resolve, reject) => {
        let waits = true;
        const timer = setTimeout(() => {
          waits = false;
          reject(waitedTooLong(patience));
        }, patience);
        last = last.then(async () => {
          clearTimeout(timer);
          if (waits) await write().then(resolve, reject);
        });
      }),
    settled: async () => {
      await last;
    },
  };
}

function waitedTooLong(patience: number): BaseplateError {
  return new BaseplateError({
    code: 'storage-unavailable',
    message: `The FHIR server that keeps the record has been busy with earlier writes for ${patience} ms, so this one was not begun and nothing of it is written. See that the server answers, and try again.`,
    details: { nothingWritten: true },
  });
}
