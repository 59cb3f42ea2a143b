import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { certificateInvalid } from '../certificate-invalid.ts';
import { keyIdOf, publicText } from './trusted-key.ts';

/** A key that signs certificates. */
export interface SigningKey {
  readonly keyId: string;
  /** As a configuration's `trustedKeys` take it. */
  readonly publicKey: string;
  /** Ed25519 (RFC 8032) over the text's UTF-8, as base64. */
  sign(text: string): string;
}

/** A key pair just made. */
export interface NewKey extends SigningKey {
  /** PKCS #8, PEM: for the one file that only its owner may read. */
  readonly privatePem: string;
}

/** Makes a new Ed25519 key pair. */
export function createSigningKey(): NewKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { ...keyFrom(privateKey), privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

/**
 * The key in a private PEM text.
 *
 * @throws BaseplateError `certificate-invalid` if it is no Ed25519 private key
 */
export function signingKeyOf(privatePem: string): SigningKey {
  let key: KeyObject;
  try {
    key = createPrivateKey(privatePem);
  } catch {
    // The cause is dropped on purpose: nothing about a private key belongs in an error.
    throw certificateInvalid('The signing key is not a private key in PEM form. Make one with baseplate key.');
  }
  if (key.asymmetricKeyType !== 'ed25519') {
    throw certificateInvalid(
      `The signing key is of the kind ${key.asymmetricKeyType}, not Ed25519. Make one with baseplate key.`,
    );
  }
  return keyFrom(key);
}

function keyFrom(privateKey: KeyObject): SigningKey {
  const publicKey = createPublicKey(privateKey);
  return {
    keyId: keyIdOf(publicKey),
    publicKey: publicText(publicKey),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64'),
  };
}
