import { dependencyClosure } from './dependency-closure.ts';

/**
 * Every folder that must be readable for a package to be loaded: its own and those of all it depends on, by their real paths and by the links
 * that lead to them.
 *
 * @throws BaseplateError `certificate-invalid` naming every dependency that is declared and not installed
 */
export async function packageFolders(folder: string): Promise<readonly string[]> {
  const closure = await dependencyClosure(folder);
  return [...new Set(closure.flatMap(({ root, links }) => [root, ...links]))];
}
