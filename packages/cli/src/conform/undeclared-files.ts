import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folders within a package that its digest leaves out. */
const left = [`${sep}.git${sep}`, `${sep}.turbo${sep}`];

/**
 * Files that were loaded although no digest of the package covers them: from packages it does not declare, or from folders of tools.
 *
 * @param folders - what the digest covers, and what the judge itself is made of
 */
export function undeclaredFiles(loaded: readonly string[], folders: readonly string[]): readonly string[] {
  return loaded
    .map((url) => fileURLToPath(url))
    .filter((path) => {
      // The innermost folder is the package the file belongs to: what lies in a `node_modules` of a package is another one.
      const within = folders
        .filter((folder) => path.startsWith(`${folder}${sep}`))
        .map((folder) => path.slice(folder.length));
      return !within.some(
        (rest) => !rest.includes(`${sep}node_modules${sep}`) && !left.some((part) => rest.includes(part)),
      );
    });
}
