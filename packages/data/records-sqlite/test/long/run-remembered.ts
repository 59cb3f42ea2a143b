/*
 * Several processes write to one file, and are killed now and then, while this one asks questions about charts again and again: each answer, which
 * may come from memory, must be the one that a connection without memory finds in the same state of the file. Ends with 1 at the first that is not.
 *
 * REMEMBERED_SECONDS (default 120), REMEMBERED_SEED, REMEMBERED_WRITERS (3) and REMEMBERED_PAUSE (ms between writes, 10) change a run.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isBaseplateError, type Query, type SearchResult } from '@baseplate-epr/contracts';
import { testContext } from '../../src/__fixtures__/test-context.ts';
import type { Connection } from '../../src/connection/connection.ts';
import { connect, openDatabase } from '../../src/connection/open-connection.ts';
import { createVersionReader } from '../../src/read/read-version.ts';
import { search } from '../../src/read/search.ts';
import { resolveOptions } from '../../src/resolve-options.ts';
import { createSqliteRecordStore } from '../../src/sqlite-record-store.ts';
import { createRandom } from './random.ts';
import { randomQuestion } from './random-questions.ts';

const setting = (name: string, usual: number) => Number(process.env[`REMEMBERED_${name}`] ?? usual);
const seconds = setting('SECONDS', 120);
const seed = setting('SEED', Date.now() % 1_000_000);
const writers = setting('WRITERS', 3);
const pause = setting('PAUSE', 10);

const folder = await mkdtemp(join(tmpdir(), 'remembered-'));
const file = join(folder, 'record.db');
const random = createRandom(seed);
// Few rows are visited here, so that the reader processes, which remember as well, answer their part.
const store = createSqliteRecordStore({ file, inlineRows: 60, readers: 2, readerTime: 60_000 });
await store.start(testContext);

const options = resolveOptions({ file });
const told = { asked: 0, compared: 0, remembered: 0, movedMeanwhile: 0, pages: 0, refused: 0, killed: 0 };
const remembering = asker(counted(connect(openDatabase(options, true))));
let fresh = asker(forgetful());
// Of a connection that reads nothing else: within a state of the file the number stays what it was.
const version = openDatabase(options, true).prepare('PRAGMA data_version').pluck();

const begin = Date.now();
const end = begin + 1000 * seconds;
let started = 0;
const programs = Array.from({ length: writers }, startWriter);

const questions = Array.from({ length: 400 }, () => randomQuestion(random));
let failed = false;
try {
  while (Date.now() < end) {
    // The same few for a while, so that many are asked again before their chart changes, and others after.
    const few = Array.from({ length: 12 }, () => random.among(questions));
    for (let round = 0; round < 40; round += 1) await ask(random.among(few));
    fresh.connection.database.close();
    fresh = asker(forgetful());
    if (random.chance(0.004)) killOne();
  }
} catch (error) {
  failed = true;
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
}
for (const { child, ended, said } of programs) {
  if (failed) child.kill();
  if ((await ended) !== 0) failed = true;
  process.stdout.write(`writer: ${await said}`);
}
await store.stop();
await rm(folder, { recursive: true });
process.stdout.write(`${JSON.stringify({ seed, seconds, failed, ...told })}\n`);
process.exitCode = failed ? 1 : 0;

function startWriter() {
  started += 1;
  const program = fileURLToPath(new URL('./writing-program.ts', import.meta.url));
  const given = [file, seed + started, begin, end, pause].map(String);
  const child = spawn(process.execPath, [program, ...given], { stdio: ['ignore', 'pipe', 'inherit'] });
  return { child, said: text(child.stdout), ended: new Promise<number | null>((resolve) => child.on('exit', resolve)) };
}

/** A writer is killed in the middle of whatever it does, and another takes its place. */
function killOne(): void {
  const place = random.below(programs.length);
  programs[place]?.child.kill('SIGKILL');
  programs[place] = startWriter();
  told.killed += 1;
}

/** Asks in three ways, follows the pages, and compares if nobody has written meanwhile. */
async function ask(query: Query): Promise<void> {
  let cursor: string | undefined;
  for (let page = 0; page < 3; page += 1) {
    const asked = cursor === undefined ? query : { ...query, cursor };
    // What a turn has read of the file before is the state it goes on reading.
    await nextTurn();
    const before = version.get();
    const answers = [
      remembering.answer(asked),
      remembering.answer(asked),
      fresh.answer(asked),
      await attempt(async () => store.search(asked)),
    ];
    told.asked += 1;
    if (version.get() !== before) told.movedMeanwhile += 1;
    else {
      const [expected] = answers.splice(2, 1);
      for (const answer of answers) assert.deepEqual(answer, expected, JSON.stringify(asked));
      told.compared += 1;
      if (page > 0) told.pages += 1;
      if (expected?.refused !== undefined) told.refused += 1;
    }
    const next = answers[0]?.next;
    if (next === undefined) return;
    cursor = next;
  }
}

interface Answer extends Partial<Omit<SearchResult, 'matches' | 'included'>> {
  readonly matches?: readonly string[];
  readonly included?: readonly string[];
  readonly refused?: string;
}

async function attempt(find: () => Promise<SearchResult>): Promise<Answer> {
  try {
    return written(await find());
  } catch (error) {
    return refusal(error);
  }
}

function refusal(error: unknown): Answer {
  if (!isBaseplateError(error)) throw error;
  return { refused: error.code };
}

function written({ matches, included, ...rest }: SearchResult): Answer {
  const names = (versions: SearchResult['matches']) =>
    versions.map(({ type, id, versionId, compartments, text }) =>
      [type, id, versionId, JSON.stringify(compartments), text.length].join(' '),
    );
  return { matches: names(matches), included: names(included), ...rest };
}

function asker(connection: Connection) {
  const reader = createVersionReader(connection);
  const answer = (query: Query): Answer => {
    try {
      return written(search(connection, reader, query, options.candidateLimit));
    } catch (error) {
      return refusal(error);
    }
  };
  return { connection, answer };
}

function forgetful(): Connection {
  return { ...connect(openDatabase(options, true)), pages: undefined };
}

/** Counts what comes from memory. */
function counted(connection: Connection): Connection {
  const { pages } = connection;
  if (pages === undefined)
    throw new Error('A connection that reads remembers nothing, so there is nothing to compare.');
  const memory = {
    ...pages.memory,
    find: (...given: Parameters<typeof pages.memory.find>) => {
      const found = pages.memory.find(...given);
      if (found !== undefined) told.remembered += 1;
      return found;
    },
  };
  return { ...connection, pages: { ...pages, memory } };
}
