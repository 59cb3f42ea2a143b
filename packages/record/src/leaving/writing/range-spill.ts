import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RangeDigest } from '@baseplate-epr/contracts';
import { writtenSum } from '../../change-over/version-hash.ts';
import { mergeSorted } from '../reading/merge-sorted.ts';
import { readLines } from '../reading/read-lines.ts';
import { makeFolders } from './make-folders.ts';

/** Adds up the digests of any number of ranges in constant memory: what does not fit is put on disk, sorted. */
export interface RangeSpill {
  add(name: string, hash: bigint): Promise<void>;
  /** Every range, ordered bytewise by name. To be read once. */
  ranges(): AsyncGenerator<RangeDigest, void, undefined>;
  /** Removes what was put on disk. */
  close(): Promise<void>;
}

interface Sum {
  readonly name: string;
  readonly versions: number;
  readonly sum: bigint;
}

/** Makes a spill that uses this folder, which is its own, and holds so many ranges in memory. */
export function createRangeSpill(directory: string, limit = 50_000): RangeSpill {
  let sums = new Map<string, Sum>();
  let runs = 0;

  const sorted = () => [...sums.values()].sort((left, right) => compareBytes(left.name, right.name));
  const pathOf = (run: number) => join(directory, `run-${run}`);
  const spill = async () => {
    await makeFolders(directory);
    const lines = sorted().map(({ name, versions, sum }) => `${JSON.stringify([name, versions, writtenSum(sum)])}\n`);
    await pipeline(Readable.from(lines), createWriteStream(pathOf(runs), { mode: 0o600 }));
    runs += 1;
    sums = new Map();
  };

  return {
    async add(name, hash) {
      const { versions, sum } = sums.get(name) ?? { versions: 0, sum: 0n };
      sums.set(name, { name, versions: versions + 1, sum: sum + hash });
      if (sums.size >= limit) await spill();
    },
    async *ranges() {
      const sources = [...Array.from({ length: runs }, (_, run) => readRun(pathOf(run))), held(sorted())];
      let current: Sum | undefined;
      for await (const next of mergeSorted(sources, (left, right) => compareBytes(left.name, right.name))) {
        if (current?.name === next.name) {
          current = { ...current, versions: current.versions + next.versions, sum: current.sum + next.sum };
          continue;
        }
        if (current !== undefined) yield digestOf(current);
        current = next;
      }
      if (current !== undefined) yield digestOf(current);
    },
    close: () => rm(directory, { recursive: true, force: true }),
  };
}

async function* held(sums: readonly Sum[]): AsyncGenerator<Sum, void, undefined> {
  yield* sums;
}

async function* readRun(path: string): AsyncGenerator<Sum, void, undefined> {
  for await (const line of readLines(createReadStream(path))) {
    const [name, versions, sum]: [string, number, string] = JSON.parse(line);
    yield { name, versions, sum: BigInt(`0x${sum}`) };
  }
}

function digestOf({ name, versions, sum }: Sum): RangeDigest {
  return { name, versions, sum: writtenSum(sum) };
}

/** Order of two names as UTF-8. Names of ASCII, which are all in practice, need no bytes for it. */
function compareBytes(left: string, right: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the first 128 characters are meant.
  const ascii = /^[\x00-\x7f]*$/;
  if (ascii.test(left) && ascii.test(right)) return left < right ? -1 : left > right ? 1 : 0;
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
