import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { digestsOf, everyVersion } from './__fixtures__/digests-recomputed.ts';
import { dropSchema, freshSchema } from './__fixtures__/store-subject.ts';
import { testContext } from './__fixtures__/test-context.ts';
import { createPostgresRecordStore } from './postgres-record-store.ts';

const connection = inject('postgresUrl');
const program = fileURLToPath(new URL('__fixtures__/committing-process.ts', import.meta.url));
let schema: string;
beforeEach(() => {
  schema = freshSchema();
});
afterEach(() => dropSchema(connection, schema));

/** Lets a process commit, kills it at some moment, and answers what it had acknowledged. */
async function commitUntilKilled(name: string): Promise<readonly string[]> {
  const child = spawn(process.execPath, [program, connection, schema, name], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  await once(child.stdout, 'data');
  await pause(Math.random() * 1000);
  child.kill('SIGKILL');
  await once(child, 'close');
  // The last line may be cut: then it was not read in full, and nobody was told.
  return output
    .slice(0, output.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '');
}

test('of three processes on one database, killed at random moments, every acknowledged version is there once, and none half', async () => {
  const acknowledged = (
    await Promise.all(
      ['x', 'y', 'z'].map(async (name) => [
        ...(await commitUntilKilled(`${name}1`)),
        ...(await commitUntilKilled(`${name}2`)),
      ]),
    )
  ).flat();
  const store = createPostgresRecordStore({ connection, schema });
  await store.start(testContext);
  try {
    // What a killed process had sent may still be on its way to its end.
    await expect.poll(async () => (await store.commit({ epoch: 0, writes: [] })).outcome).toBe('committed');
    const versions = await everyVersion(store);
    const names = versions.map(({ id, versionId }) => `${id}/${versionId}`);
    const present = new Set(names);
    expect(present.size, 'a version is there twice').toBe(names.length);
    for (const line of acknowledged) {
      expect(present.has(`a-${line}/1`) && present.has(`b-${line}/1`), 'an acknowledged version is missing').toBe(true);
    }
    for (const name of names) {
      if (!name.startsWith('a-')) continue;
      expect(present.has(`b-${name.slice(2)}`), 'half a commit is there').toBe(true);
    }
    const shared = versions.filter(({ id }) => id === 'shared').map(({ versionId }) => Number(versionId));
    expect(shared, 'versions of one resource out of order').toEqual(shared.map((_, index) => index + 1));
    // Each process had been heard of before it was killed.
    expect(acknowledged.length).toBeGreaterThanOrEqual(6);
    expect(shared.length).toBeGreaterThan(0);
    expect((await store.digest({ by: 'bucket', limit: 256 })).ranges).toEqual(digestsOf(versions));
    const where = { kind: 'token', parameter: 'code', code: 'pulse' } as const;
    const { total } = await store.search({ types: ['Observation'], where, count: 0 });
    expect(total, 'the index does not fit the versions').toBe(
      versions.filter(({ type }) => type === 'Observation').length,
    );
    expect(acknowledged.length).toBeGreaterThan(30);
  } finally {
    await store.stop();
  }
}, 120_000);
