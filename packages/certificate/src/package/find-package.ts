import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { certificateInvalid } from '../certificate-invalid.ts';

/**
 * The folder of the package that a module's URL lies in.
 *
 * @throws BaseplateError `certificate-invalid` if it lies in no package of this name
 */
export async function findPackage(moduleUrl: string, name: string): Promise<string> {
  if (moduleUrl.startsWith('file:')) {
    for (let folder = dirname(fileURLToPath(moduleUrl)); ; folder = dirname(folder)) {
      if ((await nameIn(folder)) === name) return folder;
      if (dirname(folder) === folder) break;
    }
  }
  throw certificateInvalid(
    `${name} is loaded from a place that is no package of this name, so nobody can say what it consists of. Install it as a package.`,
  );
}

async function nameIn(folder: string): Promise<string | undefined> {
  try {
    const { name } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { readonly name?: string };
    return name;
  } catch {
    // No manifest here, or none that can be read: the package is further up, or nowhere.
    return undefined;
  }
}
