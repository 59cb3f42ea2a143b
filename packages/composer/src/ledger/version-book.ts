import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ResourceKey } from '@baseplate-epr/contracts';
import type { TakenVersion } from '@baseplate-epr/record';
import { isCode } from './durable-file.ts';
import { inLedger } from './in-ledger.ts';
import { ownersOnly } from './owners-only.ts';

/** Which version of the record became which of a store with numbers of its own, in a file beside the ledger. */
export interface VersionBook {
  /** Adds lines; durable when it resolves. */
  add(taken: readonly TakenVersion[]): Promise<void>;
  /** Reads the newest version of each resource that went over. */
  read(): Promise<(key: ResourceKey) => TakenVersion | undefined>;
  /** Of a store that was emptied: what went over is gone. */
  remove(): Promise<void>;
}

/** Opens one; nothing is made before the first line. It names resources by their ids alone. */
export function versionBook({
  ledgerDirectory,
  book,
}: {
  readonly ledgerDirectory: string;
  readonly book: string;
}): VersionBook {
  const directory = join(ledgerDirectory, 'progress');
  const path = join(directory, `versions-${book}.ndjson`);
  return {
    add: (taken) =>
      inLedger(ledgerDirectory, async () => {
        if (taken.length === 0) return;
        await mkdir(directory, ownersOnly);
        const file = await open(path, 'a', 0o600);
        try {
          // A line that somebody was killed amid stays a line of its own.
          await file.writeFile(`\n${taken.map((one) => JSON.stringify(one)).join('\n')}\n`);
          await file.sync();
        } finally {
          await file.close();
        }
      }),
    read: () =>
      inLedger(ledgerDirectory, async () => {
        const newest = new Map<string, TakenVersion>();
        for (const line of (await readLines(path)).split('\n')) {
          const one = taken(line);
          if (one === undefined) continue;
          const name = `${one.type}/${one.id}`;
          const before = newest.get(name);
          // By their numbers, not by their place: a process that stood still may have added a line late.
          if (before === undefined || isLater(one, before)) newest.set(name, one);
        }
        return ({ type, id }) => newest.get(`${type}/${id}`);
      }),
    remove: () => inLedger(ledgerDirectory, () => rm(path, { force: true })),
  };
}

function isLater(one: TakenVersion, before: TakenVersion): boolean {
  if (one.versionId !== before.versionId) return Number(one.versionId) > Number(before.versionId);
  return Number(one.own) > Number(before.own);
}

function taken(line: string): TakenVersion | undefined {
  try {
    return line === '' ? undefined : JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function readLines(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return '';
    throw error;
  }
}
