import type { StateNamespace } from '@baseplate-epr/contracts';

/**
 * The module's signing key: made at the first start, kept in the state store, the same for every process of the assembly.
 */
export async function secretKey(
  state: StateNamespace,
  name: string,
  randomBytes: (size: number) => Uint8Array,
): Promise<Uint8Array> {
  const kept = await state.get({ key: name });
  if (kept !== undefined) return new Uint8Array(Buffer.from(kept.value, 'base64url'));
  const made = randomBytes(32);
  await state.set({ key: name, value: Buffer.from(made).toString('base64url'), ifVersion: null });
  // Another process may have been first; what is kept is the key.
  const winner = await state.get({ key: name });
  return winner === undefined ? made : new Uint8Array(Buffer.from(winner.value, 'base64url'));
}
