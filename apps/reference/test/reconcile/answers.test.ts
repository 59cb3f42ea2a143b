import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { IndexedVersion, RecordStore } from '@baseplate-epr/contracts';
import { checkAnswers } from '@baseplate-epr/record';
import { startPostgres } from '@baseplate-epr/testing-postgres';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { openPostgres, openSqlite } from '../change-over/stores.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-answers-'));
const postgres = await startPostgres();
afterAll(async () => {
  await postgres.close();
  rmSync(folder, { recursive: true, force: true });
});

const number = { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000018' };
const inside = [{ type: 'Patient', id: 'p' }];

function version(id: string, versionId: string, more: Partial<IndexedVersion> = {}): IndexedVersion {
  const text = JSON.stringify({ resourceType: 'Observation', id, note: [{ text: `version ${versionId}` }] });
  const lastUpdated = 1_700_000_000_000 + Number(versionId);
  return {
    type: 'Observation',
    id,
    versionId,
    lastUpdated,
    deleted: false,
    text,
    compartments: inside,
    entries: [],
    ...more,
  };
}

const held = [
  version('p', '1', {
    type: 'Patient',
    text: JSON.stringify({ resourceType: 'Patient', id: 'p', identifier: [number] }),
    entries: [{ kind: 'token', parameter: 'identifier', system: number.system, code: number.value }],
  }),
  ...['1', '2'].flatMap((versionId) => Array.from({ length: 30 }, (_, index) => version(`o${index}`, versionId))),
  version('o5', '3', { deleted: true, text: '' }),
];

/** Each damage in SQL that both databases understand, and what it is told as. */
const damages: readonly (readonly [what: string, sqlite: string, postgres: string, told: object])[] = [
  [
    'a pointer to an earlier version',
    "UPDATE resource SET version = 1, current = (SELECT sequence FROM version WHERE resource = resource.key AND version = 1) WHERE id = 'o8'",
    "UPDATE resource SET version = 1 WHERE id = 'o8'",
    { kind: 'stale-read', side: 'right', id: 'o8', versionId: '2', given: '1' },
  ],
  [
    'entries that are gone',
    'DELETE FROM token_entry',
    'DELETE FROM token_entry',
    { kind: 'unfound', by: 'identifier', type: 'Patient', id: 'p' },
  ],
  [
    'a resource that is live no more',
    "UPDATE resource SET live = 0 WHERE id = 'o9'",
    "UPDATE resource SET live = false WHERE id = 'o9'",
    { kind: 'unfound', by: 'id', id: 'o9' },
  ],
  [
    'a deleted one that is live again',
    "UPDATE resource SET live = 1 WHERE id = 'o5'",
    "UPDATE resource SET live = true WHERE id = 'o5'",
    { kind: 'overfound', by: 'id', id: 'o5' },
  ],
];

async function sqliteHolding(name: string): Promise<readonly [string, RecordStore]> {
  const data = join(folder, name);
  mkdirSync(data);
  const store = await openSqlite(data);
  await store.load({ versions: held });
  return [data, store];
}

test('what SQLite and PostgreSQL answer agrees with what they hold, and with each other; damage beneath is told', {
  timeout: 240_000,
}, async () => {
  const [, left] = await sqliteHolding('left');
  const there = await openPostgres(postgres.url);
  await there.load({ versions: held });
  const whole = await checkAnswers({ left, right: there, verbatim: true });
  expect(whole).toMatchObject({ faults: [], left: { versions: 62, resources: 30 } });
  expect(whole.right).toEqual(whole.left);
  await there.stop();

  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  const { rows } = await client.query(
    "SELECT table_schema FROM information_schema.tables WHERE table_name = 'token_entry'",
  );
  for (const [index, [what, onSqlite, onPostgres, told]] of damages.entries()) {
    const [data, clean] = await sqliteHolding(`damaged-${index}`);
    await clean.stop();
    const database = new DatabaseSync(join(data, 'records.db'));
    expect(database.prepare(onSqlite).run().changes, what).toBeGreaterThan(0);
    database.close();
    const damaged = await openSqlite(data);
    const found = await checkAnswers({ left, right: damaged, verbatim: true });
    await damaged.stop();
    expect(found.faults, `SQLite: ${what}`).toContainEqual(expect.objectContaining(told));

    await client.query(`BEGIN; SET LOCAL search_path TO ${rows[0].table_schema}; ${onPostgres}; COMMIT`);
    const again = await openPostgres(postgres.url);
    const onServer = await checkAnswers({ left, right: again, verbatim: true });
    await again.stop();
    expect(onServer.faults, `PostgreSQL: ${what}`).toContainEqual(expect.objectContaining(told));
  }
  await client.end();
  await left.stop();
});
