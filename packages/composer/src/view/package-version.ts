import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findPackage } from '@baseplate-epr/certificate';
import type { ModuleReference } from '@baseplate-epr/contracts';

/** The version of the package that a module is loaded from, as its manifest says; `undefined` where it lies in no package of that name. */
export async function packageVersion({ module, package: name }: ModuleReference): Promise<string | undefined> {
  try {
    const manifest = await readFile(join(await findPackage(module, name), 'package.json'), 'utf8');
    const { version } = JSON.parse(manifest) as { readonly version?: unknown };
    return typeof version === 'string' ? version : undefined;
  } catch {
    // A module outside a package of its own runs all the same; it has no version.
    return undefined;
  }
}
