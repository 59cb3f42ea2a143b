import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BaseplateError } from '@baseplate-epr/contracts';
import { archivePaths } from '../format/archive-paths.ts';
import { type ArchiveProgress, newProgress } from './archive-progress.ts';
import { codeOf, onDisk } from './disk-error.ts';
import { putFile } from './flush-folder.ts';
import { createGrowingFiles } from './growing-files.ts';
import { makeFolders } from './make-folders.ts';
import { takeOwnership } from './owner-file.ts';

/** A folder that an export is writing. Failures of its disk are told in words. */
export interface ArchiveFolder {
  readonly directory: string;
  readonly progress: ArchiveProgress;
  /** Whether an earlier run began it. */
  readonly isResumed: boolean;
  append(path: string, text: string): Promise<void>;
  /** Writes a small file whole. */
  put(path: string, text: string): Promise<void>;
  /** Makes everything durable that was appended. */
  flush(): Promise<void>;
  /** Makes everything durable, and then the progress. A run that is killed goes on from here. */
  keep(): Promise<void>;
  /** Lets go of the folder. With `finished`, nothing is left in it of what only its writer needs. */
  close(options?: { readonly finished: boolean }): Promise<void>;
}

const progressFile = `${archivePaths.unfinished}/progress.json`;
const ownerFile = `${archivePaths.unfinished}/process`;

/**
 * Opens a folder for an export: a new one, an empty one, or one that an earlier run of the same export has begun.
 *
 * @throws BaseplateError `input-invalid` if there is something else in it; `write-conflict` if another process is at it; `storage-unavailable`
 */
export async function openArchiveFolder(
  directory: string,
  given: Pick<ArchiveProgress, 'format' | 'kind' | 'source' | 'began'>,
): Promise<ArchiveFolder> {
  return onDisk(directory, async () => {
    await makeFolders(directory);
    const names = await readdir(directory);
    const known = await readProgress(directory);
    requireUsable(directory, names, known, given);
    await makeFolders(join(directory, archivePaths.unfinished));
    const owner = await takeOwnership(join(directory, ownerFile));
    const progress = known ?? newProgress(given);
    // Before anything else is there, or a run that is killed at once would leave a folder of something else.
    if (known === undefined) await putFile(join(directory, progressFile), JSON.stringify(progress));
    await removeUnnoted(directory, progress);
    const files = createGrowingFiles(directory, progress.lengths);
    return {
      directory,
      progress,
      isResumed: known !== undefined,
      append: (path, text) => onDisk(directory, () => files.append(path, text)),
      async put(path, text) {
        await onDisk(directory, () => putFile(join(directory, path), text));
        progress.lengths[path] = Buffer.byteLength(text);
      },
      async flush() {
        await onDisk(directory, () => files.flush());
      },
      keep: () =>
        onDisk(directory, async () => {
          progress.lengths = { ...progress.lengths, ...(await files.flush()) };
          await putFile(join(directory, progressFile), JSON.stringify(progress));
        }),
      async close({ finished } = { finished: false }) {
        await files.close();
        if (finished) await rm(join(directory, archivePaths.unfinished), { recursive: true, force: true });
        else await owner.release();
      },
    };
  });
}

async function readProgress(directory: string): Promise<ArchiveProgress | undefined> {
  try {
    return JSON.parse(await readFile(join(directory, progressFile), 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function requireUsable(
  directory: string,
  names: readonly string[],
  known: ArchiveProgress | undefined,
  given: Pick<ArchiveProgress, 'format' | 'kind' | 'source'>,
): void {
  const refuse = (why: string) => new BaseplateError({ code: 'input-invalid', message: `${directory} ${why}` });
  if (names.includes(archivePaths.seal)) {
    throw refuse('holds a finished archive already. Name another folder.');
  }
  if (known === undefined) {
    const others = names.filter((name) => name !== archivePaths.unfinished);
    if (others.length > 0) throw refuse('is not empty, and no export has begun there. Name a new or empty folder.');
    return;
  }
  if (known.format !== given.format || known.kind !== given.kind || known.source !== given.source) {
    throw refuse(
      `holds what another ${known.kind} has begun: of other stores, or by another release. Name another folder, or remove this one.`,
    );
  }
}

/** Removes files that a killed run made after its last note; documents stay, since each is whole or not there. */
async function removeUnnoted(directory: string, { lengths }: ArchiveProgress): Promise<void> {
  const kept: readonly string[] = [archivePaths.documents, archivePaths.unfinished];
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    if (kept.includes(entry.name)) continue;
    if (!entry.isDirectory()) {
      if (lengths[entry.name] === undefined) await rm(join(directory, entry.name));
      continue;
    }
    for (const name of await readdir(join(directory, entry.name))) {
      if (lengths[`${entry.name}/${name}`] === undefined) await rm(join(directory, entry.name, name));
    }
  }
}
