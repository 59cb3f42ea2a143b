import {
  type Certificate,
  type CertifiedModule,
  digestPackage,
  findPackage,
  type PackageDigest,
  type PackageManifest,
  readManifest,
} from '@baseplate-epr/certificate';
import type { CaseResult, JudgingKit } from '@baseplate-epr/conformance';
import { BaseplateError, type ModuleDeclaration } from '@baseplate-epr/contracts';
import { readDeclaration } from './read-declaration.ts';
import { secretsOf, trialOptions } from './trial-options.ts';
import { undeclaredFiles } from './undeclared-files.ts';

/** What is tried. */
export interface ConformOptions {
  /** Folder of the package, with what it depends on where Node.js finds it. */
  readonly folder: string;
  /** The kit of a contract; `undefined` if there is none. */
  kitOf(declaration: ModuleDeclaration): Promise<JudgingKit | undefined>;
  /** Text of the file of options. */
  readonly optionsFile: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  now(): number;
  /** How long the certificate is to be valid, in milliseconds. */
  readonly validity: number;
  onResult(result: CaseResult, module: ModuleDeclaration, done: number, total: number): void;
}

/**
 * Runs the kit of every module that a package declares, each in a process of its own, and says what was found.
 *
 * @throws BaseplateError `input-invalid` or `certificate-invalid` if the package cannot be tried at all
 */
export async function conformPackage(options: ConformOptions): Promise<Omit<Certificate, 'keyId'>> {
  const { folder, now, validity } = options;
  const manifest = await readManifest(folder);
  const declared = readDeclaration(manifest);
  const before = await digestPackage(folder);
  const conformance = await digestPackage(await findPackage(import.meta.resolve(conformanceName), conformanceName));
  const modules: CertifiedModule[] = [];
  for (const declaration of declared) {
    modules.push(await tryModule(declaration, { ...options, manifest, declared, conformance, digested: before }));
  }
  const { name, version, digest, closure } = await digestPackage(folder);
  if (digest !== before.digest) {
    throw new BaseplateError({
      code: 'certificate-invalid',
      message: `${name} changed while it was tried, so nobody knows what passed. Let nothing write into its folder, and try again.`,
    });
  }
  const issuedAt = now();
  return {
    format: 'baseplate-certificate',
    formatVersion: 1,
    package: { name, version, digest, closure },
    modules,
    environment: { node: process.versions.node, platform: process.platform, architecture: process.arch },
    issuedAt: new Date(issuedAt).toISOString(),
    expiresAt: new Date(issuedAt + validity).toISOString(),
  };
}

const conformanceName = '@baseplate-epr/conformance';

interface TrialOptions extends ConformOptions {
  readonly manifest: PackageManifest;
  readonly declared: readonly ModuleDeclaration[];
  readonly conformance: PackageDigest;
  readonly digested: PackageDigest;
}

async function tryModule(declaration: ModuleDeclaration, trial: TrialOptions): Promise<CertifiedModule> {
  const { manifest, declared, conformance, digested, kitOf, onResult } = trial;
  const { contract, contractVersion, factory, proof } = declaration;
  const kit = await kitOf(declaration);
  if (kit === undefined) {
    throw new BaseplateError({
      code: 'input-invalid',
      message: `There is no kit for version ${contractVersion} of ${contract} yet, so ${factory} cannot be tried. Take it out of the declaration, or update Baseplate.`,
    });
  }
  const [root = trial.folder] = digested.folders;
  const options = trialOptions(declared, declaration, trial.optionsFile);
  let done = 0;
  const { report, loaded } = await kit.run({
    judged: {
      root,
      name: manifest.name,
      entry: manifest.exports === undefined ? `./${(manifest.main ?? 'index.js').replace(/^\.\//, '')}` : manifest.name,
      factory,
      ...(proof === undefined ? {} : { proof: `${manifest.name}${proof.slice(1)}` }),
    },
    options,
    environment: secretsOf(options, trial.environment),
    onResult: (result) => onResult(result, declaration, ++done, kit.size),
  });
  return {
    contract,
    contractVersion,
    factory,
    kit: { package: conformance.name, version: conformance.version, digest: conformance.digest },
    cases: [...report.results, closureCase(loaded, [...digested.folders, ...conformance.folders])],
  };
}

/** That the digest covers what runs. */
function closureCase(loaded: readonly string[], folders: readonly string[]): CaseResult {
  const name = 'package: loads nothing but itself and what it declares as dependencies';
  const undeclared = undeclaredFiles(loaded, folders);
  if (undeclared.length === 0) return { name, safety: true, outcome: 'passed' };
  const some = undeclared.slice(0, 3).join(', ');
  return {
    name,
    safety: true,
    outcome: 'failed',
    reason: `It loaded ${some}, which no dependency of it covers. Declare what is used.`,
  };
}
