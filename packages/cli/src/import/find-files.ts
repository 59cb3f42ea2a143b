import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { BaseplateError } from '@baseplate-epr/contracts';

/** One file to import. */
export interface ImportFile {
  readonly path: string;
  /** Bytes on disk. */
  readonly size: number;
  readonly kind: 'json' | 'ndjson';
  readonly compressed: boolean;
  /** Changes when the file does. */
  readonly stamp: string;
}

/** What was found under the given paths. */
export interface FoundFiles {
  /** Directories of organisations and practitioners first, since others refer to them; then by path. */
  readonly files: readonly ImportFile[];
  /** Files in folders that are no FHIR data by their name. */
  readonly ignored: number;
}

const known = /\.(json|ndjson|jsonl)(\.gz)?$/i;
const directory = /^(hospital|practitioner|organi[sz]ation|location)/i;

/** @throws BaseplateError `input-invalid` for a path that is not there or cannot be read */
export async function findFiles(paths: readonly string[]): Promise<FoundFiles> {
  const files: ImportFile[] = [];
  let ignored = 0;
  const visit = async (path: string, named: boolean): Promise<void> => {
    const about = await stat(path).catch((cause: NodeJS.ErrnoException) => {
      throw cannotRead(path, cause);
    });
    if (about.isDirectory()) {
      const names = await readdir(path).catch((cause: NodeJS.ErrnoException) => {
        throw cannotRead(path, cause);
      });
      for (const name of names.sort()) await visit(join(path, name), false);
      return;
    }
    const match = known.exec(path);
    if (match === null && !named) {
      ignored += 1;
      return;
    }
    files.push({
      path,
      size: about.size,
      kind: /^(ndjson|jsonl)$/i.test(match?.[1] ?? 'json') ? 'ndjson' : 'json',
      compressed: /\.gz$/i.test(path),
      stamp: `${about.size} ${about.mtimeMs}`,
    });
  };
  for (const path of paths) await visit(path, true);
  const rank = ({ path }: ImportFile) => (directory.test(basename(path)) ? 0 : 1);
  return { files: files.sort((a, b) => rank(a) - rank(b)), ignored };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there). Check the path.',
  ENOTDIR: 'a part of the path is a file). Check the path.',
  EACCES: 'this user may not read it). Let this user read it, or leave it out.',
};

function cannotRead(path: string, cause: NodeJS.ErrnoException): BaseplateError {
  const { code = 'unknown reason' } = cause;
  return new BaseplateError({
    code: 'input-invalid',
    message: `${path} cannot be read (${reasons[code] ?? `${code}). Check the path.`}`,
    cause,
  });
}
