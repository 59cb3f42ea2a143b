import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BaseplateError, type DocumentStore, type PutOptions } from '@baseplate-epr/contracts';
import { copyDocuments } from '../../change-over/documents/copy-documents.ts';
import { archivePaths, documentFile } from '../format/archive-paths.ts';
import { archiveDocuments } from '../reading/archive-documents.ts';
import { readLines } from '../reading/read-lines.ts';
import type { ArchiveFolder } from './archive-folder.ts';
import { noteProblem } from './archive-progress.ts';
import { codeOf, onDisk } from './disk-error.ts';
import type { ExportOptions } from './export-options.ts';
import { flushFolder } from './flush-folder.ts';
import { makeFolders } from './make-folders.ts';

/** Writes every document as a plain file, and names those that a version has and the store has not. */
export async function exportDocuments(folder: ArchiveFolder, options: ExportOptions): Promise<void> {
  const { directory, progress } = folder;
  const { stores, signal, onProgress } = options;
  await copyDocuments({
    from: stores.documents,
    to: fileWriter(directory),
    after: progress.documents.after,
    ...(signal === undefined ? {} : { signal }),
    async onPage({ cursor, copied, present, bytes, failed }) {
      for (const { sha256, reason } of failed) noteProblem(progress, { what: `document ${sha256}`, reason });
      const { files, uses } = progress.documents;
      progress.documents = {
        after: cursor,
        files: files + copied + present,
        bytes: progress.documents.bytes + bytes,
        uses,
      };
      onProgress?.({ phase: 'documents', done: progress.documents.files });
      await folder.keep();
    },
  });
  await nameMissing(folder);
}

function fileWriter(directory: string): Pick<DocumentStore, 'head' | 'put'> {
  const { head } = archiveDocuments(directory);
  return {
    head,
    put: async ({ content, sha256 = '' }: PutOptions) => {
      const temporary = join(directory, archivePaths.unfinished, randomUUID());
      const path = join(directory, documentFile(sha256));
      try {
        const written = await writeAside(directory, temporary, content);
        // What the store gave out is not what it was given: the reader of the store says so as well, but need not.
        if (written.sha256 !== sha256) throw changed(sha256);
        await onDisk(directory, async () => {
          await makeFolders(dirname(path));
          await rename(temporary, path);
          await flushFolder(dirname(path));
          await flushFolder(dirname(dirname(path)));
        });
        return { sha256, size: written.size };
      } finally {
        await rm(temporary, { force: true });
      }
    },
  };
}

async function writeAside(directory: string, path: string, content: PutOptions['content']) {
  const hash = createHash('sha256');
  let size = 0;
  const handle = await onDisk(directory, () => open(path, 'wx', 0o600));
  try {
    for await (const chunk of content) {
      hash.update(chunk);
      size += chunk.length;
      await onDisk(directory, () => handle.appendFile(chunk));
    }
    await onDisk(directory, () => handle.sync());
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest('hex'), size };
}

async function nameMissing({ directory, progress }: ArchiveFolder): Promise<void> {
  if (progress.documents.uses === 0) return;
  for await (const line of readLines(createReadStream(join(directory, archivePaths.documentIndex)))) {
    const { sha256, size, resource, versionId }: Record<string, string | number> = JSON.parse(line);
    const found = await sizeOf(join(directory, documentFile(String(sha256))));
    if (found === size) continue;
    const reason =
      found === undefined ? 'The document store does not have it.' : 'The document store has it in another size.';
    noteProblem(progress, { what: `document ${sha256} of ${resource}/_history/${versionId}`, reason });
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function changed(sha256: string): BaseplateError {
  return new BaseplateError({
    code: 'content-mismatch',
    message: `The document store gives out other bytes for ${sha256} than it was given.`,
  });
}
