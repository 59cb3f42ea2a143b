/**
 * Runs readers beside a writer. Each reader is told whether the writer is still at work, and gives way after every round, so
 * that a store that answers at once does not keep the writer from going on. Rejects if the writer or any reader does.
 */
export async function whileWriting<Result>(
  write: () => Promise<unknown>,
  readers: readonly ((isWriting: () => boolean) => Promise<Result>)[],
): Promise<Result[]> {
  let writing = true;
  const reading = Promise.allSettled(readers.map((read) => read(() => writing)));
  try {
    await write();
  } finally {
    writing = false;
    await reading;
  }
  return (await reading).map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}

/** Lets everything else that is due happen first. */
export function giveWay(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
