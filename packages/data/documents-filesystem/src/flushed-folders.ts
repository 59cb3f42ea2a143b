import { existsSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** Flushes a folder, so that the names in it are still there after a loss of power. */
export async function flushFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder and its parents, and flushes the names of those that were made. Only this program's user may look into them. */
export async function makeFolder(folder: string): Promise<void> {
  const path = resolve(folder);
  const missing: string[] = [];
  // Made one by one: Node's own recursive way never ends where a file system takes no folders (such as `/proc`).
  for (let above = path; !existsSync(above); above = dirname(above)) missing.unshift(above);
  for (const made of missing) {
    await mkdir(made, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
      // Somebody else was faster, which is as good.
      if (error.code !== 'EEXIST') throw error;
    });
    await flushFolder(dirname(made));
  }
}

/** Makes folders within a root, and remembers which are sure to last. */
export interface LastingFolders {
  /** Makes a folder two levels below the root; resolves when its name, and its parent's, are flushed. */
  make(folder: string): Promise<void>;
}

/**
 * That a folder is there does not say that it lasts: another call, or a process since killed, may have made it and not yet
 * flushed its name. So each start flushes a folder's names once itself, before it relies on them.
 */
export function createLastingFolders(): LastingFolders {
  const lasting = new Set<string>();
  return {
    make: async (folder) => {
      if (lasting.has(folder)) return;
      await mkdir(folder, { recursive: true });
      const parent = dirname(folder);
      await flushFolder(parent);
      // Of its 256 folders each is flushed once: then this one's name lasts, whatever is made in it.
      if (!lasting.has(parent)) await flushFolder(dirname(parent));
      lasting.add(parent).add(folder);
    },
  };
}
