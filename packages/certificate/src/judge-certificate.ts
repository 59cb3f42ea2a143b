import type { Certificate } from './certificate.ts';
import { certificateInvalid } from './certificate-invalid.ts';
import { type TrustedKey, trustedKeyOf } from './keys/trusted-key.ts';
import type { PackageDigest } from './package/digest-package.ts';
import { packageDifferences } from './package-differences.ts';
import { fileText, signedText } from './sign-certificate.ts';

/** What is judged, and by what. */
export interface JudgeOptions {
  /** The bytes of the certificate's file. */
  readonly file: Uint8Array;
  readonly package: PackageDigest;
  readonly trustedKeys: readonly TrustedKey[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A certificate and everything that speaks against it. */
export interface JudgedCertificate {
  readonly certificate: Certificate;
  /** Whose key signed it; absent where the signature does not hold or the key is unknown. */
  readonly signedBy?: string;
  /** In words, each with what to do. Empty: the package is what was tried, every case passed, and somebody trusted says so. */
  readonly faults: readonly string[];
}

/**
 * Judges a certificate against a package.
 *
 * @throws BaseplateError `certificate-invalid` if the file is no certificate at all
 */
export function judgeCertificate({ file, trustedKeys, now, ...given }: JudgeOptions): JudgedCertificate {
  const { certificate, signature } = readCertificate(file);
  const key = trustedKeys.map(trustedKeyOf).find((candidate) => candidate?.keyId === certificate.keyId);
  if (key === undefined) {
    const fault = `It was signed with the key ${certificate.keyId}, which is not trusted here. If you know whose it is, add its public key to trustedKeys; otherwise have the package tried by somebody you trust.`;
    return { certificate, faults: [fault] };
  }
  if (!key.holds(signedText(certificate), signature)) {
    const fault = `Its signature does not hold: it was changed after it was signed, or not signed by ${key.name}. Get the certificate again from whoever made it.`;
    return { certificate, faults: [fault] };
  }
  const faults = [...timeFaults(certificate, now), ...packageDifferences(certificate, given.package)];
  for (const { contract, cases } of certificate.modules) {
    for (const { name, reason } of cases.filter(({ outcome }) => outcome === 'failed'))
      faults.push(
        `It says that the package breaks the ${contract} contract: "${name}" failed (${reason ?? 'no reason given'}). Ask its supplier for a release that passes.`,
      );
  }
  return { certificate, signedBy: key.name, faults };
}

/**
 * Reads a certificate's file without believing it.
 *
 * @throws BaseplateError `certificate-invalid` if it is no certificate, or not in the form it was written in
 */
export function readCertificate(file: Uint8Array): {
  readonly certificate: Certificate;
  readonly signature: Uint8Array;
} {
  let text: string;
  let read: { readonly certificate?: Certificate; readonly signature?: unknown } | null;
  try {
    // Bytes that are no UTF-8 are refused, and a byte order mark is not passed over.
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file);
    read = JSON.parse(text);
  } catch (cause) {
    throw certificateInvalid(
      'This is no certificate: it is not JSON in UTF-8. Give the file that baseplate conform wrote.',
      cause,
    );
  }
  const { certificate, signature } = read ?? {};
  if (certificate?.format !== 'baseplate-certificate' || typeof signature !== 'string') {
    throw certificateInvalid('This is no certificate. Give the file that baseplate conform wrote.');
  }
  if (certificate.formatVersion !== 1) {
    throw certificateInvalid(
      `This certificate has the format version ${String(certificate.formatVersion)}, and this release reads version 1. Update Baseplate.`,
    );
  }
  const bytes = Buffer.from(signature, 'base64');
  if (fileText(certificate, bytes.toString('base64')) !== text) {
    throw certificateInvalid(
      'This certificate is not as it was written: some byte of it was changed. Get it again from whoever made it.',
    );
  }
  return { certificate, signature: bytes };
}

function timeFaults({ issuedAt, expiresAt }: Certificate, now: number): string[] {
  // Written so that a time that is none counts as over.
  if (!(now < Date.parse(expiresAt)))
    return [`It expired on ${expiresAt.slice(0, 10)}. Have the package tried again: baseplate conform.`];
  if (!(Date.parse(issuedAt) <= now + clockDifference))
    return [
      `It was made in the future, on ${issuedAt.slice(0, 16)}. Set the clock of this machine, or of the one that made it.`,
    ];
  return [];
}

/** How far the clocks of two machines may differ, in milliseconds. */
const clockDifference = 5 * 60_000;
