import { statSync } from 'node:fs';
import { BaseplateError } from '@baseplate-epr/contracts';

/**
 * Makes what throws once the file, which is open, was removed or replaced. SQLite goes on with what it has open, but finds the journals by their names:
 * with another process that has made the file anew, both would miss what the other indexed.
 */
export function requireInPlace(path: string): () => void {
  const opened = statSync(path).ino;
  return () => {
    if (statSync(path, { throwIfNoEntry: false })?.ino === opened) return;
    throw new BaseplateError({
      code: 'storage-unavailable',
      message: `The index of the audit log ${path} was removed or replaced while the record had it open, so entries cannot be searched for. Nothing is lost: end every process of the record, remove the file and what begins with its name, and start again; it is made anew from the log.`,
    });
  };
}
