import { resolve } from 'node:path';
import { checkTrustedKey, type TrustedKey } from '@baseplate-epr/certificate';

/** What an assembly demands of its modules' certificates. */
export interface Certification {
  /**
   * `production`: every module needs a valid certificate for exactly what is installed, or an override; otherwise nothing starts. `trial`: no
   * certificate is asked for. Default `trial`.
   */
  readonly mode?: 'production' | 'trial';
  /** Path of the folder that holds the certificates, files that end in `.json`. Required in production. */
  readonly certificates?: string;
  /** Whose certificates are believed. Required in production, unless every module is overridden. */
  readonly trustedKeys?: readonly TrustedKey[];
  /** Packages that run in production without a certificate, each by somebody's decision. Told in the log and audited at every start. */
  readonly overrides?: readonly CertificateOverride[];
}

/** One administrator's decision to run a package without a certificate. */
export interface CertificateOverride {
  /** npm name. */
  readonly package: string;
  /** The digest of exactly this package with all it depends on, as the refusal names it. */
  readonly digest: string;
  /** Who decided. */
  readonly administrator: string;
  /** Why, in a sentence without patient data. */
  readonly reason: string;
  /** ISO 8601 date or time; from then on a start is refused again. */
  readonly until: string;
}

/** By what modules are judged, apart from whether they are. */
export type Judgement = Omit<Certification, 'mode'>;

/** By what the modules of a configuration are judged; the path of the folder is made one that every process of the machine understands. */
export function judgementOf({ certificates, trustedKeys, overrides }: Certification): Judgement {
  return {
    ...(certificates === undefined ? {} : { certificates: resolve(certificates) }),
    ...(trustedKeys === undefined ? {} : { trustedKeys }),
    ...(overrides === undefined ? {} : { overrides }),
  };
}

/** What is wrong with the parts of a configuration that are about certificates, in words. */
export function* certificationProblems(value: Readonly<Record<string, unknown>>): Generator<string> {
  const { mode, certificates, trustedKeys, overrides } = value;
  if (mode !== undefined && mode !== 'production' && mode !== 'trial')
    yield 'mode: neither "production" nor "trial". Choose one.';
  if (certificates !== undefined && (typeof certificates !== 'string' || certificates.trim() === ''))
    yield 'certificates: not the path of a folder, e.g. "certificates".';
  if (mode === 'production' && certificates === undefined && overrides === undefined)
    yield 'certificates: missing. In production, give the folder that holds the certificates of the modules, e.g. "certificates".';
  yield* keyProblems(trustedKeys);
  if (mode === 'production' && certificates !== undefined && (trustedKeys === undefined || isEmpty(trustedKeys)))
    yield 'trustedKeys: missing. In production, list whose certificates are believed, e.g. [{ name: "Riverside NHS Trust", publicKey: "…" }].';
  yield* overrideProblems(overrides);
}

function* keyProblems(trustedKeys: unknown): Generator<string> {
  if (trustedKeys === undefined) return;
  if (!Array.isArray(trustedKeys)) {
    yield 'trustedKeys: not a list, e.g. [{ name: "Riverside NHS Trust", publicKey: "…" }].';
    return;
  }
  for (const [index, key] of trustedKeys.entries()) {
    const problem = checkTrustedKey(key);
    if (problem !== undefined) yield `trustedKeys[${index}]: ${problem}`;
  }
}

function* overrideProblems(overrides: unknown): Generator<string> {
  if (overrides === undefined) return;
  if (!Array.isArray(overrides)) {
    yield 'overrides: not a list. Each says package, digest, administrator, reason and until.';
    return;
  }
  for (const [index, override] of overrides.entries()) {
    const given: Partial<CertificateOverride> = override ?? {};
    const missing = (['package', 'digest', 'administrator', 'reason', 'until'] as const).filter(
      (part) => typeof given[part] !== 'string' || given[part].trim() === '',
    );
    if (missing.length > 0) yield `overrides[${index}]: without ${missing.join(', ')}. An override says all of it.`;
    if (given.until !== undefined && Number.isNaN(Date.parse(given.until)))
      yield `overrides[${index}].until: not a date. Write it like "2026-12-31".`;
    if (given.digest !== undefined && !/^[0-9a-f]{64}$/.test(given.digest))
      yield `overrides[${index}].digest: not a digest. Copy it from the refusal: 64 digits and letters from a to f.`;
  }
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
