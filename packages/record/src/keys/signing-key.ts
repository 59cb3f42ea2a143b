import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

/** Signs and checks statements with Ed25519 (RFC 8032). */
export interface SigningKey {
  /** Base64url. */
  sign(statement: string): string;
  /** False for anything that is not this key's signature of exactly this statement. */
  verify(statement: string, signature: string): boolean;
  /** What others check signatures with: SubjectPublicKeyInfo as PEM (RFC 8410 §4, RFC 7468 §13). */
  readonly publicKey: string;
}

/** PKCS #8 wrapping of a 32-byte Ed25519 seed (RFC 8410 §7). */
const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The key of a seed of 32 bytes, given as base64url. */
export function signingKey(seed: string): SigningKey {
  const der = Buffer.concat([prefix, Buffer.from(seed, 'base64url')]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  return {
    publicKey: String(publicKey.export({ format: 'pem', type: 'spki' })),
    sign: (statement) => sign(null, Buffer.from(statement), privateKey).toString('base64url'),
    verify: (statement, signature) =>
      verify(null, Buffer.from(statement), publicKey, Buffer.from(signature, 'base64url')),
  };
}
