import {
  createPackageDigester,
  findPackage,
  judgeCertificate,
  type PackageDigest,
  readCertificate,
} from '@baseplate-epr/certificate';
import { BaseplateError, isBaseplateError, type ModuleReference } from '@baseplate-epr/contracts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import type { CertificateOverride } from '../configuration/certification.ts';
import { type ContractTable, currentContracts } from './contract-table.ts';
import { type CertificateFile, readCertificates } from './read-certificates.ts';

/** Decides which modules may run. */
export interface Admission {
  /**
   * Resolves if the module may be loaded. Called before anything of it is imported.
   * @throws BaseplateError `certificate-invalid` that says what is missing and what to do
   */
  admit(reference: ModuleReference): Promise<void>;
  /** Which versions of the contracts this release takes. */
  readonly contracts: ContractTable;
  /** Packages that were admitted without a certificate, by whose decision. */
  overridden(): readonly CertificateOverride[];
}

/** Nobody is asked: for looking at what serves already, and for taking data out, which an expired certificate must not keep anybody from. */
export const unasked: Admission = { admit: async () => undefined, contracts: currentContracts, overridden: () => [] };

/** Makes the admission of an assembly. In `trial` everything is admitted; certificates and packages are read once. */
export function createAdmission(
  configuration: AssemblyConfiguration,
  now: () => number,
  contracts: ContractTable = currentContracts,
): Admission {
  const used = new Map<string, CertificateOverride>();
  if (configuration.mode !== 'production') return { ...unasked, contracts };
  const digester = createPackageDigester();
  let files: Promise<readonly CertificateFile[]> | undefined;
  return {
    contracts,
    async admit(reference) {
      const digested = await digester.digest(await findPackage(reference.module, reference.package));
      files ??= readCertificates(configuration.certificates);
      const faults = faultsOf(reference, digested, { configuration, files: await files, now: now() });
      if (faults.length === 0) return;
      const override = overrideFor(configuration, digested, now());
      if (override === undefined) throw refused(configuration, digested, faults);
      used.set(digested.digest, override);
    },
    overridden: () => [...used.values()],
  };
}

interface Circumstances {
  readonly configuration: AssemblyConfiguration;
  readonly files: readonly CertificateFile[];
  readonly now: number;
}

/** Nothing if some certificate is valid; otherwise what is wrong with each that is about the package. */
function faultsOf(
  reference: ModuleReference,
  digested: PackageDigest,
  { configuration, files, now }: Circumstances,
): readonly string[] {
  const all: string[] = [];
  for (const { path, bytes } of files) {
    const faults = faultsOfFile(reference, digested, { bytes, trustedKeys: configuration.trustedKeys ?? [], now });
    if (faults === undefined) continue;
    if (faults.length === 0) return [];
    all.push(...faults.map((fault) => `${path}: ${fault}`));
  }
  return all.length > 0 ? all : ['There is no certificate for it.'];
}

interface FileOptions extends Pick<Parameters<typeof judgeCertificate>[0], 'trustedKeys' | 'now'> {
  readonly bytes: Uint8Array;
}

/** `undefined` of a certificate about another package. */
function faultsOfFile(
  { contract, contractVersion, factory }: ModuleReference,
  digested: PackageDigest,
  { bytes, trustedKeys, now }: FileOptions,
): readonly string[] | undefined {
  try {
    if (readCertificate(bytes).certificate.package?.name !== digested.name) return undefined;
    const { certificate, faults } = judgeCertificate({ file: bytes, package: digested, trustedKeys, now });
    if (faults.length > 0) return faults;
    const tried = certificate.modules.some(
      (module) =>
        module.contract === contract &&
        module.contractVersion === contractVersion &&
        module.factory === factory &&
        module.cases.length > 0,
    );
    if (tried) return [];
    return [
      `It does not say that ${factory} keeps ${contract} version ${contractVersion}. Have that tried too: baseplate conform.`,
    ];
  } catch (error) {
    // A file that is no certificate, or was changed, may have been the one that was meant.
    return [isBaseplateError(error) ? error.message : 'It cannot be read as a certificate. Get it again.'];
  }
}

function overrideFor(
  { overrides = [] }: AssemblyConfiguration,
  { name, digest }: PackageDigest,
  now: number,
): CertificateOverride | undefined {
  return overrides.find(
    (override) => override.package === name && override.digest === digest && now < Date.parse(override.until),
  );
}

function refused(
  { certificates, overrides = [] }: AssemblyConfiguration,
  { name, version, digest }: PackageDigest,
  faults: readonly string[],
): BaseplateError {
  const stale = overrides
    .filter((override) => override.package === name)
    .map(({ until, digest: other }) =>
      other === digest ? ` The override for it ended on ${until}.` : ' The override for it is about another digest.',
    );
  return new BaseplateError({
    code: 'certificate-invalid',
    message:
      `${name} ${version} (digest ${digest}) may not run in production. ${faults.join(' ')}${stale.join('')} ` +
      `Put a valid certificate into ${certificates ?? 'a folder that certificates names'}; or an administrator answers for it with an entry of overrides that names this digest.`,
    details: { package: name, version, digest },
  });
}
