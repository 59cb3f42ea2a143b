/*
 * A process that writes to the file it is given until the time it is given, if it is not killed before: new versions, deletions, moves to other patients, batches that fail
 * halfway, and index entries in the place of others. It says at its end what it did.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { type IndexedVersion, isBaseplateError } from '@baseplate-epr/contracts';
import { testContext } from '../../src/__fixtures__/test-context.ts';
import { createSqliteRecordStore } from '../../src/sqlite-record-store.ts';
import { createRandom } from './random.ts';
import { randomEntries, randomName, randomVersion } from './random-versions.ts';

const [file = '', seed = '1', first = '0', last = '0', pause = '10'] = process.argv.slice(2);
const random = createRandom(Number(seed));
const store = createSqliteRecordStore({ file, readers: 0, busyTimeout: 30_000 });
await store.start(testContext);

const begin = Number(first);
const end = Number(last);
const moment = () => ({ share: (Date.now() - begin) / (end - begin) });
const done: Record<string, number> = {};
const count = (what: string) => {
  done[what] = (done[what] ?? 0) + 1;
};
let generation = 0;

async function nextVersion(name: { readonly type: string; readonly id: string }): Promise<IndexedVersion> {
  const newest = await store.read(name);
  const made = randomVersion(random, name, moment());
  return { ...made, versionId: String(Number(newest?.versionId ?? '0') + 1), lastUpdated: Date.now() };
}

async function commit(): Promise<void> {
  const names = new Map(
    Array.from({ length: 1 + random.below(3) }, () => randomName(random)).map((name) => [
      `${name.type}/${name.id}`,
      name,
    ]),
  );
  const writes = [];
  for (const name of names.values()) writes.push({ version: await nextVersion(name), expect: 'anything' as const });
  count((await store.commit({ epoch: 0, generation: 1_000_000_000, writes })).outcome);
}

/** The second version of some batches cannot follow, so that the first is undone. */
async function load(): Promise<void> {
  const version = await nextVersion(randomName(random));
  const other = await nextVersion(randomName(random));
  const versions = random.chance(0.5)
    ? [version]
    : [version, { ...other, versionId: String(Number(other.versionId) + 5) }];
  try {
    await store.load({ versions });
    count('loaded');
  } catch (error) {
    if (!isBaseplateError(error) || error.code !== 'load-conflict') throw error;
    count('undone');
  }
}

async function index(): Promise<void> {
  const name = randomName(random);
  const newest = await store.read(name);
  if (newest === undefined || newest.deleted) return;
  const inside = newest.compartments.map(({ id }) => id);
  const entries = randomEntries(random, { type: name.type, inside }, moment());
  generation = Math.max(generation + 1, 1_000_000_000 + Date.now() - begin);
  const { indexed } = await store.index({ generation, entries: [{ ...name, versionId: newest.versionId, entries }] });
  count(indexed === 1 ? 'indexed' : 'moved');
}

while (Date.now() < end) {
  const what = random.below(10);
  await (what < 6 ? commit() : what < 8 ? load() : index());
  await wait(random.below(2 * Number(pause)));
}
await store.stop();
process.stdout.write(`${JSON.stringify(done)}\n`);
