import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Guard, Predicate, RecordStore } from '@baseplate-epr/contracts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testContext } from '../__fixtures__/test-context.ts';
import { creation, versionOf } from '../__fixtures__/versions.ts';
import { createSqliteRecordStore } from '../sqlite-record-store.ts';

/*
 * Guards are asked where nothing can be killed and everybody who writes waits, so what all guards of a commit may cost together is bounded.
 */

const resources = 900;
let folder: string;
let store: RecordStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'records-sqlite-'));
  store = createSqliteRecordStore({ file: join(folder, 'records.db'), candidateLimit: 1000 });
  await store.start(testContext);
  const note = { kind: 'string', parameter: 'note', value: 'somewhere', exact: 'Somewhere' } as const;
  await store.load({
    versions: Array.from({ length: resources }, (_, index) => versionOf({ id: `o${index}`, entries: [note] })),
  });
});
afterEach(async () => {
  await store.stop();
  await rm(folder, { recursive: true });
});

/** Visits every resource. */
const nowhere: Predicate = { kind: 'string', parameter: 'note', match: 'contains', value: 'nowhere' };

function guardOf(where: Predicate): Guard {
  return { query: { types: ['Observation'], where }, expect: { count: 0 } };
}

const commit = (id: string, guards: readonly Guard[]) => store.commit({ epoch: 0, writes: [creation({ id })], guards });

test('the guards of one commit may together visit ten times what one may, and the next commit has as much again', async () => {
  // Each looks at a few rows more, to choose what to begin with, before it looks at all.
  const some = Array.from({ length: 4 }, () => guardOf(nowhere));
  await expect(commit('a', some)).resolves.toEqual({ outcome: 'committed' });
  await expect(commit('b', some)).resolves.toEqual({ outcome: 'committed' });
  await expect(commit('c', [...some, ...some])).rejects.toMatchObject({
    code: 'query-too-costly',
    message: expect.stringMatching(/conditions of this commit.*10,000 candidates together/),
  });
  await expect(store.read({ type: 'Observation', id: 'c' })).resolves.toBeUndefined();
});

test('a guard with many conditions may visit fewer rows', async () => {
  const other: Predicate = { kind: 'string', parameter: 'note', match: 'exact', value: 'Elsewhere' };
  const others = Array.from({ length: 12 }, (): Predicate => ({ kind: 'not', predicate: other }));
  const many: Predicate = { kind: 'and', predicates: [nowhere, ...others] };
  await expect(commit('a', [guardOf(nowhere)])).resolves.toEqual({ outcome: 'committed' });
  await expect(commit('b', [guardOf(many)])).rejects.toMatchObject({ code: 'query-too-costly' });
});

test('guards that lead to one resource each are not counted for more than it', async () => {
  const guards = Array.from({ length: 2000 }, (_, index) => guardOf({ kind: 'id', ids: [`new${index}`] }));
  await expect(commit('a', guards)).resolves.toEqual({ outcome: 'committed' });
});

test('what no statement is ready for is counted for its preparation', async () => {
  const conditions = Array.from({ length: 60 }, (_, index): Predicate => ({ kind: 'id', ids: [`new${index}`] }));
  const guard = guardOf({ kind: 'and', predicates: conditions });
  await expect(commit('a', [guard])).resolves.toEqual({ outcome: 'committed' });
  await expect(commit('b', [guard, guard, guard])).rejects.toMatchObject({ code: 'query-too-costly' });
});
