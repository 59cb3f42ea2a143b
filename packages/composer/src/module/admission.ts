import {
  createPackageDigester,
  findPackage,
  judgeCertificate,
  type PackageDigest,
  readCertificate,
} from '@baseplate-epr/certificate';
import { BaseplateError, type CertificateView, isBaseplateError, type ModuleReference } from '@baseplate-epr/contracts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import type { CertificateOverride } from '../configuration/certification.ts';
import { addressDigest } from './address-digest.ts';
import { type ContractTable, currentContracts } from './contract-table.ts';
import { type CertificateFile, readCertificates } from './read-certificates.ts';

/** Decides which modules may run. */
export interface Admission {
  /**
   * Resolves if the module may be loaded. Called before anything of it is imported.
   * @throws BaseplateError `certificate-invalid` that says what is missing and what to do
   */
  admit(reference: ModuleReference): Promise<void>;
  /**
   * Resolves if the package is still the one that was admitted: asked before a program that has ended is started again, which reads its files
   * anew. That the certificate has expired meanwhile takes no service away.
   * @throws BaseplateError `certificate-invalid` if it has other files
   */
  readmit(reference: ModuleReference): Promise<void>;
  /** Which versions of the contracts this release takes. */
  readonly contracts: ContractTable;
  /** Packages that were admitted without a certificate, by whose decision. */
  overridden(): readonly CertificateOverride[];
  /** By what right a module runs that was admitted. */
  certificateOf(reference: ModuleReference): CertificateView;
}

const notAsked: CertificateView = { state: 'not-asked' };

/** Nobody is asked: for looking at what serves already, and for taking data out, which an expired certificate must not keep anybody from. */
export const unasked: Admission = {
  admit: async () => undefined,
  readmit: async () => undefined,
  contracts: currentContracts,
  overridden: () => [],
  certificateOf: () => notAsked,
};

/** Makes the admission of an assembly. In `trial` everything is admitted; certificates and packages are read once. */
export function createAdmission(
  configuration: AssemblyConfiguration,
  now: () => number,
  contracts: ContractTable = currentContracts,
): Admission {
  const used = new Map<string, CertificateOverride>();
  const rights = new Map<string, CertificateView>();
  if (configuration.mode !== 'production') return { ...unasked, contracts };
  const digester = createPackageDigester();
  const admitted = new Map<string, string>();
  let files: Promise<readonly CertificateFile[]> | undefined;
  return {
    contracts,
    async admit(reference) {
      const digested = await digestOf(reference, digester);
      admitted.set(keyOf(reference), digested.digest);
      files ??= readCertificates(configuration.certificates);
      const judged = judgeFiles(reference, digested, { configuration, files: await files, now: now() });
      if ('state' in judged) {
        rights.set(keyOf(reference), judged);
        return;
      }
      const override = overrideFor(configuration, digested, now());
      if (override === undefined) throw refused(configuration, digested, judged.faults);
      used.set(digested.digest, override);
      const { administrator, reason, until } = override;
      rights.set(keyOf(reference), { state: 'overridden', administrator, reason, until });
    },
    async readmit(reference) {
      const { name, version, digest } = await digestOf(reference, createPackageDigester());
      if (admitted.get(keyOf(reference)) === digest) return;
      throw new BaseplateError({
        code: 'certificate-invalid',
        message: `${name} ${version} is another package than the one that was admitted: its files have changed since. Put the admitted one back, or apply the new one.`,
      });
    },
    overridden: () => [...used.values()],
    certificateOf: (reference) => rights.get(keyOf(reference)) ?? notAsked,
  };
}

async function digestOf(
  reference: ModuleReference,
  digester: ReturnType<typeof createPackageDigester>,
): Promise<PackageDigest> {
  return addressDigest(reference) ?? (await digester.digest(await findPackage(reference.module, reference.package)));
}

function keyOf({ module, factory }: ModuleReference): string {
  return `${module} ${factory}`;
}

interface Circumstances {
  readonly configuration: AssemblyConfiguration;
  readonly files: readonly CertificateFile[];
  readonly now: number;
}

type Judgement = CertificateView | { readonly faults: readonly string[] };

/** The certificate that is valid, if there is one; otherwise what is wrong with each that is about the package. */
function judgeFiles(
  reference: ModuleReference,
  digested: PackageDigest,
  { configuration, files, now }: Circumstances,
): Judgement {
  const all: string[] = [];
  for (const { path, bytes } of files) {
    const judged = judgeFile(reference, digested, { bytes, trustedKeys: configuration.trustedKeys ?? [], now });
    if (judged === undefined) continue;
    if ('state' in judged) return judged;
    all.push(...judged.faults.map((fault) => `${path}: ${fault}`));
  }
  return { faults: all.length > 0 ? all : ['There is no certificate for it.'] };
}

interface FileOptions extends Pick<Parameters<typeof judgeCertificate>[0], 'trustedKeys' | 'now'> {
  readonly bytes: Uint8Array;
}

/** `undefined` of a certificate about another package. */
function judgeFile(
  { contract, contractVersion, factory }: ModuleReference,
  digested: PackageDigest,
  { bytes, trustedKeys, now }: FileOptions,
): Judgement | undefined {
  try {
    if (readCertificate(bytes).certificate.package?.name !== digested.name) return undefined;
    const {
      certificate,
      signedBy = '',
      faults,
    } = judgeCertificate({ file: bytes, package: digested, trustedKeys, now });
    if (faults.length > 0) return { faults };
    const tried = certificate.modules.some(
      (module) =>
        module.contract === contract &&
        module.contractVersion === contractVersion &&
        module.factory === factory &&
        module.cases.length > 0,
    );
    if (tried) return { state: 'valid', key: signedBy, expires: certificate.expiresAt };
    const fault = `It does not say that ${factory} keeps ${contract} version ${contractVersion}. Have that tried too: baseplate conform.`;
    return { faults: [fault] };
  } catch (error) {
    // A file that is no certificate, or was changed, may have been the one that was meant.
    return { faults: [isBaseplateError(error) ? error.message : 'It cannot be read as a certificate. Get it again.'] };
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
