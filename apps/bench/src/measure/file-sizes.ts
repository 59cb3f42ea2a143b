import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes of each file of a folder and the folders in it, by path; files of the documents as one sum. */
export async function fileSizes(folder: string): Promise<Readonly<Record<string, number>>> {
  const sizes: Record<string, number> = {};
  for (const name of await readdir(folder, { recursive: true })) {
    const about = await stat(join(folder, name));
    if (!about.isFile()) continue;
    const shown = /^documents[\\/]/.test(name) ? 'documents' : name;
    sizes[shown] = (sizes[shown] ?? 0) + about.size;
  }
  return sizes;
}
