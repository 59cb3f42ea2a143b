import type { PackageManifest } from '@baseplate-epr/certificate';
import { BaseplateError, type ContractName, contractVersions, type ModuleDeclaration } from '@baseplate-epr/contracts';

/**
 * What a package's manifest says of its modules.
 *
 * @throws BaseplateError `input-invalid` that names every mistake and shows what to write
 */
export function readDeclaration({ name, baseplate }: PackageManifest): readonly ModuleDeclaration[] {
  const modules = (baseplate as { readonly modules?: unknown } | undefined)?.modules;
  if (!Array.isArray(modules) || modules.length === 0) {
    throw refused(name, [
      'it declares no module. Add to its package.json: "baseplate": { "modules": [{ "contract": "state-store", "contractVersion": 1, "factory": "createYourStore", "options": {} }] }',
    ]);
  }
  const problems = modules.flatMap((module: unknown, index) =>
    problemsOf(module).map((problem) => `baseplate.modules[${index}]${problem}`),
  );
  if (problems.length > 0) throw refused(name, problems);
  return modules as ModuleDeclaration[];
}

function problemsOf(value: unknown): string[] {
  const { contract, contractVersion, factory, options, proof } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const problems: string[] = [];
  if (typeof contract !== 'string' || !Object.hasOwn(contractVersions, contract))
    problems.push(`.contract is none of ${Object.keys(contractVersions).join(', ')}`);
  else if (!isVersion(contract as ContractName, contractVersion))
    problems.push(
      `.contractVersion is ${String(contractVersion)}, and this release knows ${contract} up to version ${contractVersions[contract as ContractName]}`,
    );
  if (typeof factory !== 'string' || factory === '')
    problems.push('.factory is missing: the name of the export that makes the module');
  if (options !== undefined && (typeof options !== 'object' || options === null || Array.isArray(options)))
    problems.push('.options is no object');
  if (proof !== undefined && (typeof proof !== 'string' || !proof.startsWith('./')))
    problems.push('.proof is no subpath export of the package, such as "./proof"');
  return problems;
}

function isVersion(contract: ContractName, version: unknown): boolean {
  return Number.isInteger(version) && Number(version) >= 1 && Number(version) <= contractVersions[contract];
}

function refused(name: string, problems: readonly string[]): BaseplateError {
  return new BaseplateError({
    code: 'input-invalid',
    message: `${name} cannot be tried as it is:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
  });
}
