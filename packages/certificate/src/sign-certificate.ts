import type { Certificate } from './certificate.ts';
import type { SigningKey } from './keys/signing-key.ts';

/** The text of a certificate's file: the certificate, and beneath it the signature over its one-line JSON. */
export function signCertificate(certificate: Omit<Certificate, 'keyId'>, key: SigningKey): string {
  const whole: Certificate = { ...certificate, keyId: key.keyId };
  return fileText(whole, key.sign(signedText(whole)));
}

/** What is signed. */
export function signedText(certificate: unknown): string {
  return JSON.stringify(certificate);
}

/** The one form of the file. A file of any other form, down to its white space, is refused, so that every byte of it counts. */
export function fileText(certificate: unknown, signature: string): string {
  return `${JSON.stringify({ certificate, signature }, null, 2)}\n`;
}
