import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModuleProof } from '@baseplate-epr/contracts';
import type { DocumentStoreOptions } from './document-store.ts';

/** Damages the store behind its back, in the ways that the kit names: only its supplier knows how. */
export async function tamper(directory: string, kind: string): Promise<void> {
  if (kind === 'leave-half-written') {
    await writeFile(join(directory, 'incoming-by-a-killed-process'), 'half of a docu');
    return;
  }
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    const bytes = await readFile(path);
    if (kind === 'truncate') await truncate(path, Math.floor(bytes.length / 2));
    else await writeFile(path, Buffer.concat([bytes.subarray(0, -1), Buffer.of((bytes.at(-1) ?? 0) ^ 1)]));
  }
}

/** What `baseplate conform` needs beside the module, as the package.json says. */
export const proof: ModuleProof = {
  async prepare({ options }) {
    const { directory } = options as DocumentStoreOptions;
    return { tamper: (kind) => tamper(directory, kind) };
  },
};
