import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Principal, RunView } from '@baseplate-epr/contracts';
import { isCode, replaceFile, temporaryPrefix } from '../ledger/durable-file.ts';
import { ownersOnly } from '../ledger/owners-only.ts';

/** What the process of a run says of it, in a file of its own beside the ledger. */
export interface RunFile extends Omit<RunView, 'by' | 'state'> {
  readonly state: Exclude<RunView['state'], 'lost'>;
  /** Who asked; named in the audit when it has ended. */
  readonly asked: Omit<Principal, 'scopes' | 'tokenScopes'>;
  readonly pid: number;
  /** Where its process id means something. */
  readonly space: string;
  /** Grows as long as the process lives. */
  readonly beat: number;
}

/** The files of all runs of an assembly. */
export interface RunFiles {
  /** Puts it in the place of the one before; durable once it has ended. */
  write(file: RunFile): Promise<void>;
  /** Newest first. */
  list(): Promise<readonly RunFile[]>;
  read(id: string): Promise<RunFile | undefined>;
  /** Notes something about a run, for its process or for the others. */
  mark(id: string, mark: RunMark): Promise<void>;
  isMarked(id: string, mark: RunMark): Promise<boolean>;
  /** Takes the oldest away, but for so many. */
  prune(kept: number): Promise<void>;
}

/** `stop`: somebody wants it to stop. `audited`: how it ended stands in the audit. */
export type RunMark = 'stop' | 'audited';

const folder = 'runs';
const pattern = /^([\w-]{1,40})\.json$/;

/** Opens the folder of run files; it is made at the first write. */
export function openRunFiles(ledgerDirectory: string): RunFiles {
  const directory = join(ledgerDirectory, folder);
  const pathOf = (id: string, ending: string) => join(directory, `${id}.${ending}`);
  const names = async () => {
    try {
      return await readdir(directory);
    } catch (error) {
      if (isCode(error, 'ENOENT')) return [];
      throw error;
    }
  };
  const read = async (id: string): Promise<RunFile | undefined> => {
    try {
      return JSON.parse(await readFile(pathOf(id, 'json'), 'utf8'));
    } catch (error) {
      // Files of runs at work are not flushed, so a loss of power can empty one.
      if (isCode(error, 'ENOENT') || error instanceof SyntaxError) return undefined;
      throw error;
    }
  };
  const list = async () => {
    const ids = (await names()).flatMap((name) => pattern.exec(name)?.[1] ?? []);
    const files = (await Promise.all(ids.map(read))).filter((file) => file !== undefined);
    return files.sort((left, right) => right.startedAt - left.startedAt);
  };
  return {
    read,
    list,
    async write(file) {
      await mkdir(directory, ownersOnly);
      const given = { directory, name: `${file.id}.json`, text: JSON.stringify(file), writer: file.id };
      await replaceFile(given, { durable: file.endedAt !== undefined });
    },
    mark: (id, mark) => writeFile(pathOf(id, mark), ''),
    async isMarked(id, mark) {
      return (await names()).includes(`${id}.${mark}`);
    },
    async prune(kept) {
      const old = (await list()).slice(kept).map(({ id }) => id);
      for (const name of await names()) {
        const isLeftover = name.startsWith(temporaryPrefix) && old.some((id) => name.includes(id));
        if (isLeftover || old.some((id) => name.startsWith(`${id}.`))) await rm(join(directory, name), { force: true });
      }
    },
  };
}
