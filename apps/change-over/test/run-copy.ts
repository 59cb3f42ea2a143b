// Copies a record of VERSIONS versions (default 100,000) from an SQLite file into another and into PostgreSQL, compares, and says how fast
// that was and what memory it took. Fails if a store differs, or the memory grows with the record.
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RecordStore } from '@baseplate-epr/contracts';
import { compareRecords, copyRecords, recordEntries } from '@baseplate-epr/record';
import { createPostgresRecordStore } from '@baseplate-epr/records-postgres';
import { createSqliteRecordStore } from '@baseplate-epr/records-sqlite';
import { createSqliteStateStore } from '@baseplate-epr/state-sqlite';
import { startPostgres } from '@baseplate-epr/testing-postgres';
import { watchMemory } from './support/memory-watch.ts';
import { baseUrl, sourceVersions } from './support/source-versions.ts';
import { testContext } from './support/test-context.ts';

const versions = Number(process.env.VERSIONS ?? 100_000);
const targets = (process.env.TARGETS ?? 'sqlite,postgres').split(',');
const evidence = fileURLToPath(new URL('../../../docs/evidence/change-over/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'change-over-'));
const lines: string[] = [];
const say = (line: string) => {
  lines.push(line);
  console.log(line);
};
const count = (number: number) => Math.round(number).toLocaleString('en-GB');
const stopwatch = () => {
  const began = performance.now();
  return () => (performance.now() - began) / 1000;
};
const rate = (done: number, seconds: number) => `${count(done)} in ${seconds.toFixed(1)} s, ${count(done / seconds)}/s`;

let failed = false;
const require = (holds: boolean, words: string) => {
  if (holds) return;
  failed = true;
  say(`FAILED: ${words}`);
};

const file = join(folder, 'source.db');
const from = createSqliteRecordStore({ file, readers: 0 });
const state = createSqliteStateStore({ file: join(folder, 'state.db') });
const postgres = targets.includes('postgres') ? await startPostgres() : undefined;

async function copyInto(name: string, to: RecordStore): Promise<void> {
  await to.start(testContext);
  try {
    const { entriesOf } = await recordEntries({ stores: { records: from, state }, context: testContext, baseUrl });
    const memory = watchMemory();
    const copying = stopwatch();
    let pages = 0;
    let bytes = 0;
    const copied = await copyRecords({
      from,
      to,
      entriesOf,
      onPage: (page) => {
        pages += 1;
        bytes += page.bytes;
        memory.sample();
      },
    });
    const seconds = copying();
    say(
      `${name}: copied ${rate(copied.versions, seconds)}, ${(bytes / seconds / 1e6).toFixed(1)} MB of text/s, ${pages} pages`,
    );
    say(`${name}: ${memory.line}`);
    require(copied.loaded === versions &&
      copied.rejected + copied.unindexed + copied.unreadable === 0, 'not everything was copied');
    require(memory.growth < 1.25, `memory grew by ${memory.growth.toFixed(2)}`);

    const repeating = stopwatch();
    const again = await copyRecords({ from, to, entriesOf });
    say(`${name}: found present ${rate(again.present, repeating())}`);
    require(again.present === versions, 'a second copy wrote something');

    const comparing = stopwatch();
    const digests = await compareRecords({ left: from, right: to });
    say(
      `${name}: digests of ${digests.buckets.ranges} ranges and ${digests.compartments.ranges} compartments compared in ${(comparing() * 1000).toFixed(0)} ms, sum ${digests.buckets.sums.left}`,
    );
    require(digests.same, 'the digests differ');

    const reading = stopwatch();
    const every = await compareRecords({ left: from, right: to, every: true });
    say(`${name}: every version of both compared: ${rate(2 * versions, reading())}`);
    require(every.same && every.complete, 'the versions differ');
  } finally {
    await to.stop();
  }
}

try {
  await Promise.all([from.start(testContext), state.start(testContext)]);
  const filling = stopwatch();
  for (const page of sourceVersions(versions)) await from.load({ versions: page });
  say(
    `Record: ${count(versions)} versions, ${count(statSync(file).size / 1e6)} MB, made and loaded in ${filling().toFixed(1)} s`,
  );
  if (targets.includes('sqlite')) {
    await copyInto('SQLite → SQLite', createSqliteRecordStore({ file: join(folder, 'target.db'), readers: 0 }));
  }
  if (postgres !== undefined)
    await copyInto('SQLite → PostgreSQL', createPostgresRecordStore({ connection: postgres.url }));
} finally {
  await Promise.all([from.stop(), state.stop(), postgres?.close()]);
  rmSync(folder, { recursive: true });
}
say(failed ? 'FAILED' : 'All of it holds.');
mkdirSync(evidence, { recursive: true });
writeFileSync(join(evidence, `copy-${versions}.txt`), `${lines.join('\n')}\n`);
if (failed) process.exitCode = 1;
