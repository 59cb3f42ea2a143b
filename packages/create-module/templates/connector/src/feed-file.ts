import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';

/** Lines of a file that are there to their end; the last one may still be being written. */
export async function wholeLines(path: string): Promise<readonly string[]> {
  return (await readFile(path, 'utf8')).split('\n').slice(0, -1);
}

/** How many lines of a file have been dealt with. */
export async function progressOf(path: string): Promise<number> {
  try {
    return Number(await readFile(`${path}.progress`, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}

/**
 * Notes it, after the record has acknowledged. A progress that is lost costs some deliveries that write nothing new; one that ran ahead would
 * cost a message.
 */
export async function noteProgress(path: string, lines: number): Promise<void> {
  await writeFile(`${path}.progress.new`, String(lines));
  await rename(`${path}.progress.new`, `${path}.progress`);
}

/** Notes a line that could not be written, by its number: what it says about a patient stays where it is. */
export async function noteRejected(path: string, line: number, reason: string): Promise<void> {
  await appendFile(`${path}.rejected`, `line ${line}: ${reason}\n`);
}
