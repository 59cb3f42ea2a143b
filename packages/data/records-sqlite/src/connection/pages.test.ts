import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IndexedVersion } from '@baseplate-epr/contracts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testContext } from '../__fixtures__/test-context.ts';
import { versionOf } from '../__fixtures__/versions.ts';
import { resolveOptions } from '../resolve-options.ts';
import { createSqliteRecordStore } from '../sqlite-record-store.ts';
import { connect, openDatabase } from './open-connection.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'records-sqlite-'));
});
afterEach(() => rm(folder, { recursive: true }));

const compartments = [{ type: 'Patient', id: 'p' }];
const letter = versionOf({ type: 'Letter', id: 'l', compartments });
/** Documents that each refer to so many letters. */
function documents(count: number, ...letters: readonly string[]): readonly IndexedVersion[] {
  const entries = letters.map(
    (id) => ({ kind: 'reference', parameter: 'context', type: 'Letter', id, url: '' }) as const,
  );
  return Array.from({ length: count }, (_, number) =>
    versionOf({ type: 'Document', id: `d${number}`, compartments, entries }),
  );
}

async function refersOut(versions: readonly IndexedVersion[]): Promise<boolean | undefined> {
  const options = resolveOptions({ file: join(folder, 'records.db') });
  const store = createSqliteRecordStore({ file: options.file });
  await store.start(testContext);
  await store.load({ versions });
  await store.stop();
  const { database, names, pages } = connect(openDatabase(options, true));
  const answer = pages?.refersOut(names.compartment('Patient/p') ?? 0, 'Document');
  database.close();
  return answer;
}

test.each([
  { name: 'nothing', versions: [letter], out: false },
  { name: 'what lies in the compartment', versions: [letter, ...documents(3, 'l')], out: false },
  { name: 'what is not there, beside what is', versions: [letter, ...documents(3, 'l', 'none')], out: true },
  { name: 'what lies elsewhere', versions: [{ ...letter, compartments: [] }, ...documents(1, 'l')], out: true },
  { name: 'nobody knows what, being many', versions: [letter, ...documents(1001, 'l')], out: true },
  {
    name: 'nobody knows what, as they refer to much',
    versions: [letter, ...documents(11, ...Array.from({ length: 100 }, () => 'l'))],
    out: true,
  },
])('tells whether a chart’s documents refer to what lies outside: they refer to $name', async ({ versions, out }) => {
  expect(await refersOut(versions)).toBe(out);
});
