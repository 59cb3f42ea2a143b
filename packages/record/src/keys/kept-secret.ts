import { BaseplateError, type StateNamespace } from '@baseplate-epr/contracts';

/**
 * A secret that is made once and kept: of several processes that start together, all get the one that was written first.
 *
 * @param make - makes a new one; its result is kept only if there is none yet.
 */
export async function keptSecret(state: StateNamespace, key: string, make: () => string): Promise<string> {
  const found = await state.get({ key });
  if (found !== undefined) return found.value;
  const made = make();
  const written = await state.set({ key, value: made, ifVersion: null });
  if (written.outcome === 'written') return made;
  if (written.current !== undefined) return written.current.value;
  throw new BaseplateError({
    code: 'storage-unavailable',
    message: `The state store neither gives nor takes the record's key “${key}”. Check the state store, then start again.`,
  });
}
