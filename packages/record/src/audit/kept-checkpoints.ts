import type { StateNamespace } from '@baseplate-epr/contracts';

/** Keys of checkpoints in the record's state namespace begin with it. */
export const checkpointPrefix = 'checkpoint/';

/** Every checkpoint that is kept, oldest first. */
export async function* keptCheckpoints(
  state: StateNamespace,
): AsyncGenerator<{ readonly key: string; readonly value: string }, void, undefined> {
  let after: string | undefined;
  do {
    const page = await state.list({ prefix: checkpointPrefix, limit: 1000, ...(after === undefined ? {} : { after }) });
    yield* page.entries;
    after = page.next;
  } while (after !== undefined);
}
