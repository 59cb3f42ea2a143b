import type { ContractName } from '@baseplate-epr/contracts';
import type { PackagePart } from './package/digest-package.ts';

/** What somebody found out about a package by running the kits, and signs. Plain data; its file is made by `signCertificate` alone. */
export interface Certificate {
  readonly format: 'baseplate-certificate';
  readonly formatVersion: 1;
  readonly package: CertifiedPackage;
  /** One for each module the package declares, in the order of its declaration. */
  readonly modules: readonly CertifiedModule[];
  readonly environment: Environment;
  /** ISO 8601, UTC. */
  readonly issuedAt: string;
  /** ISO 8601, UTC: from this moment on the certificate says nothing any more. */
  readonly expiresAt: string;
  /** Which key signed it: base64url of SHA-256 over the public key (SubjectPublicKeyInfo, DER). */
  readonly keyId: string;
}

/** The package that was tried, with everything it depends on. */
export interface CertifiedPackage {
  readonly name: string;
  readonly version: string;
  /** SHA-256, hex, over the package and its whole dependency closure. */
  readonly digest: string;
  /** What the digest covers, the package itself included, so that a difference can be named. Ordered by name and version. */
  readonly closure: readonly PackagePart[];
}

/** One module of the package against the kit of its contract. */
export interface CertifiedModule {
  readonly contract: ContractName;
  readonly contractVersion: number;
  /** Name of the export that makes the module. */
  readonly factory: string;
  readonly kit: { readonly package: string; readonly version: string; readonly digest: string };
  /** In the kit's order. */
  readonly cases: readonly CertifiedCase[];
}

/** How one case ended. */
export interface CertifiedCase {
  readonly name: string;
  /** Patients may be harmed where this does not hold. */
  readonly safety: boolean;
  readonly outcome: 'passed' | 'failed' | 'not-claimed';
  /** Why it failed or does not apply. */
  readonly reason?: string;
}

/** Where it was tried. Native parts of a dependency differ from platform to platform, and the digest with them. */
export interface Environment {
  readonly node: string;
  readonly platform: string;
  readonly architecture: string;
}
