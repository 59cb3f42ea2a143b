import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolders } from './make-folders.ts';

/** Makes what happened to the names in a folder durable. */
export async function flushFolder(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Puts a whole file in its place at one stroke; durable when it resolves. Nobody but this user may read it. */
export async function putFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.part`;
  await makeFolders(dirname(path));
  const handle = await open(temporary, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, path);
  await flushFolder(dirname(path));
}
