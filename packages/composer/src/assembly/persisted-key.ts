import type { StateNamespace } from '@baseplate-epr/contracts';

/** A secret of 32 bytes, made at first use and kept in the state store, the same for every process of the assembly. */
export async function persistedKey(
  state: StateNamespace,
  name: string,
  randomBytes: (size: number) => Uint8Array,
): Promise<Uint8Array> {
  const made = Buffer.from(randomBytes(32)).toString('base64url');
  const result = await state.set({ key: name, value: made, ifVersion: null });
  const kept = result.outcome === 'conflict' ? (result.current?.value ?? made) : made;
  return new Uint8Array(Buffer.from(kept, 'base64url'));
}
