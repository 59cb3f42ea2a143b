import { access, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { certificateInvalid } from '../certificate-invalid.ts';
import { type PackageManifest, readManifest } from './package-manifest.ts';

/** One installed package and what its dependencies resolve to. */
export interface ClosureNode {
  /** Real path of its folder. */
  readonly root: string;
  readonly manifest: PackageManifest;
  /** Name as the package writes it → real path of the folder. Optional ones that are not installed are not there. */
  readonly dependencies: ReadonlyMap<string, string>;
  /** Where Node.js finds these folders: the same paths, or links that lead to them. */
  readonly links: readonly string[];
}

/**
 * Finds a package and everything it depends on, as Node.js would resolve it from where it is installed.
 *
 * @throws BaseplateError `certificate-invalid` naming every dependency that is declared and not installed
 */
export async function dependencyClosure(folder: string): Promise<readonly ClosureNode[]> {
  const nodes = new Map<string, ClosureNode>();
  const missing: string[] = [];
  const waiting = [await realpath(folder)];
  for (let root = waiting.pop(); root !== undefined; root = waiting.pop()) {
    if (nodes.has(root)) continue;
    const manifest = await readManifest(root);
    const dependencies = new Map<string, string>();
    const links: string[] = [];
    for (const [name, required] of declared(manifest)) {
      const found = await resolveFolder(root, name);
      if (found !== undefined) {
        dependencies.set(name, await realpath(found));
        links.push(found);
      } else if (required) missing.push(`${name} (wanted by ${manifest.name} ${manifest.version})`);
    }
    nodes.set(root, { root, manifest, dependencies, links });
    waiting.push(...dependencies.values());
  }
  if (missing.length > 0) {
    throw certificateInvalid(
      `Not everything the package depends on is installed: ${missing.join(', ')}. Install it, e.g. with npm install, and try again.`,
    );
  }
  return [...nodes.values()];
}

function* declared(manifest: PackageManifest): Generator<readonly [name: string, required: boolean]> {
  const { dependencies = {}, optionalDependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = manifest;
  for (const name of Object.keys(dependencies)) if (!(name in optionalDependencies)) yield [name, true];
  for (const name of Object.keys(optionalDependencies)) yield [name, false];
  for (const name of Object.keys(peerDependencies)) {
    if (!(name in dependencies)) yield [name, peerDependenciesMeta[name]?.optional !== true];
  }
}

/** The nearest `node_modules` that has it, upwards: https://nodejs.org/api/modules.html#loading-from-node_modules-folders */
async function resolveFolder(from: string, name: string): Promise<string | undefined> {
  for (let folder = from; ; folder = dirname(folder)) {
    if (basename(folder) !== 'node_modules') {
      const candidate = join(folder, 'node_modules', name);
      if (await exists(join(candidate, 'package.json'))) return candidate;
    }
    if (dirname(folder) === folder) return undefined;
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
