import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { incomingFolder } from '../incoming-folder.ts';
import { writerSpace } from '../writer-space.ts';

/** Damages every stored file as somebody with access to the disk, or a dying disk or process, could. */
export async function tamperFolder(directory: string, kind: string): Promise<void> {
  if (kind === 'leave-half-written') {
    await writeFile(join(incomingFolder(directory), `999999999.${writerSpace()}.half`), Buffer.alloc(1_000, 1));
    return;
  }
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    if (kind === 'truncate') await truncate(path, Math.floor(bytes.length / 2));
    else await writeFile(path, Buffer.concat([bytes.subarray(0, -1), Buffer.of((bytes.at(-1) ?? 0) ^ 1)]));
  }
}
