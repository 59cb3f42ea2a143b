import { access } from 'node:fs/promises';
import { join } from 'node:path';

/** Files by which a folder is known to be what `export --everything` or `backup` wrote, finished or not, whole or cut short. */
const signs = ['SHA256SUMS.sha256', 'SHA256SUMS', 'unfinished'];

/** Whether a path is such a folder. */
export async function isArchive(path: string): Promise<boolean> {
  for (const sign of signs) {
    try {
      await access(join(path, sign));
      return true;
    } catch {
      // Not there: the next one may be.
    }
  }
  return false;
}
