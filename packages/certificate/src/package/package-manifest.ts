import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { certificateInvalid } from '../certificate-invalid.ts';

/** The part of a `package.json` that is read here. */
export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly main?: string;
  readonly exports?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  /** What the package says of its modules, as it stands there. */
  readonly baseplate?: unknown;
}

/**
 * Reads the manifest of a package.
 *
 * @throws BaseplateError `certificate-invalid` if there is none, or it lacks a name or version
 */
export async function readManifest(root: string): Promise<PackageManifest> {
  let manifest: Partial<PackageManifest> | null;
  try {
    manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  } catch (cause) {
    throw certificateInvalid(`There is no readable package.json in ${root}. Give the folder of an npm package.`, cause);
  }
  const { name, version } = manifest ?? {};
  if (typeof name !== 'string' || typeof version !== 'string') {
    throw certificateInvalid(`The package.json in ${root} lacks a name or a version. Add both.`);
  }
  return { ...manifest, name, version };
}
