import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';

/** A key whose certificates an assembly believes. */
export interface TrustedKey {
  /** Whose it is, for people: `Riverside NHS Trust`. */
  readonly name: string;
  /** Ed25519 public key: SubjectPublicKeyInfo (RFC 8410) as base64, one line, as `baseplate key` prints it. */
  readonly publicKey: string;
}

/** A trusted key ready for use. */
export interface LoadedTrustedKey {
  readonly name: string;
  readonly keyId: string;
  holds(text: string, signature: Uint8Array): boolean;
}

/** What is wrong with a trusted key, in words; `undefined` if nothing is. */
export function checkTrustedKey(value: unknown): string | undefined {
  const { name, publicKey } = (value ?? {}) as Partial<TrustedKey>;
  if (typeof name !== 'string' || name.trim() === '') return 'no name. Say whose key it is.';
  if (typeof publicKey !== 'string' || loadKey(publicKey) === undefined) {
    return 'no Ed25519 public key. Copy the line that baseplate key has printed, e.g. "MCowBQYDK2VwAyEA…".';
  }
  return undefined;
}

/** Loads a trusted key; `undefined` if it is none, as {@link checkTrustedKey} tells. */
export function trustedKeyOf({ name, publicKey }: TrustedKey): LoadedTrustedKey | undefined {
  const key = loadKey(publicKey);
  if (key === undefined) return undefined;
  return { name, keyId: keyIdOf(key), holds: (text, signature) => verify(null, Buffer.from(text), key, signature) };
}

/** base64url of SHA-256 over the public key. */
export function keyIdOf(publicKey: KeyObject): string {
  return createHash('sha256').update(derOf(publicKey)).digest('base64url');
}

/** The public key as a configuration takes it. */
export function publicText(publicKey: KeyObject): string {
  return derOf(publicKey).toString('base64');
}

function derOf(publicKey: KeyObject): Buffer {
  return publicKey.export({ type: 'spki', format: 'der' });
}

function loadKey(text: string): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(text.trim(), 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}
