import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { StoredVersion } from '@baseplate-epr/contracts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { digestsOf, everyVersion } from './__fixtures__/digests-recomputed.ts';
import { testContext } from './__fixtures__/test-context.ts';
import { createSqliteRecordStore } from './sqlite-record-store.ts';

/** A longer run sets this; the committed run is short. */
const kills = Number(process.env.KILLS ?? 5);
const program = fileURLToPath(new URL('__fixtures__/committing-process.ts', import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'records-sqlite-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Lets a process commit, kills it at some moment, and answers what it had acknowledged. */
async function commitUntilKilled(file: string, first: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [program, file, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  await once(child.stdout, 'data');
  await pause(Math.random() * 300);
  child.kill('SIGKILL');
  await once(child, 'close');
  // The last line may be cut: then it was not read in full, and nobody was told.
  return output
    .slice(0, output.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '');
}

function namesOf(versions: readonly StoredVersion[]): readonly string[] {
  return versions.map(({ id, versionId }) => `${id} ${versionId}`);
}

test(`after kill -9 at ${kills} random moments every acknowledged version is there once, and none half`, async () => {
  const file = join(folder, 'records.db');
  const acknowledged = new Set<string>();
  for (let round = 0; round < kills; round += 1) {
    for (const line of await commitUntilKilled(file, round * 1_000_000)) acknowledged.add(line);

    const store = createSqliteRecordStore({ file });
    await store.start(testContext);
    const versions = await everyVersion(store);
    const names = namesOf(versions);
    const present = new Set(names);
    expect(present.size, 'a version is there twice').toBe(names.length);
    for (const line of acknowledged) {
      expect(present.has(`a${line}`) && present.has(`b${line}`), 'an acknowledged version is missing').toBe(true);
    }
    for (const name of names) {
      const other = name.startsWith('a') ? `b${name.slice(1)}` : `a${name.slice(1)}`;
      expect(present.has(other), 'half a commit is there').toBe(true);
    }
    const { ranges } = await store.digest({ by: 'bucket', limit: 256 });
    expect(ranges).toEqual(digestsOf(versions));
    const where = { kind: 'token', parameter: 'code', code: 'pulse' } as const;
    const { total } = await store.search({ types: ['Observation'], where, count: 0 });
    expect(total, 'the index does not fit the versions').toBe(new Set(versions.map(({ id }) => id)).size);
    await store.stop();
  }
  expect(acknowledged.size).toBeGreaterThan(0);
}, 120_000);
