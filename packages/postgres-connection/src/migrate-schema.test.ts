import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { openConnections } from './connections.ts';
import { readIdentity } from './identity.ts';
import { migrateSchema } from './migrate-schema.ts';
import { resolvePlace } from './place.ts';

const connection = inject('postgresUrl');
let folder: string;
let schema: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  schema = `test_${randomBytes(8).toString('hex')}`;
});

afterEach(async () => {
  await ask(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
  await rm(folder, { recursive: true });
});

/** Makes a folder of migrations as drizzle-kit does, one statement each. */
async function folderOf(name: string, statements: readonly string[]): Promise<string> {
  const made = join(folder, name);
  await mkdir(join(made, 'meta'), { recursive: true });
  const entries = statements.map((_, idx) => ({
    idx,
    version: '7',
    when: 1_000 + idx,
    tag: `m${idx}`,
    breakpoints: true,
  }));
  await writeFile(
    join(made, 'meta', '_journal.json'),
    JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
  );
  for (const [index, statement] of statements.entries()) await writeFile(join(made, `m${index}.sql`), statement);
  return made;
}

const place = () => resolvePlace({ connection, schema }, { what: 'diary', schema: 'diary', readers: 1 });

async function ask<Row extends Record<string, unknown>>(text: string): Promise<readonly Row[]> {
  const connections = openConnections(place(), { purpose: 'testing', max: 1 });
  try {
    return await connections.lend(async (client) => (await client.query<Row>(text)).rows);
  } finally {
    await connections.close();
  }
}

async function migrate(migrations: string, keepsSchema = false): Promise<void> {
  const connections = openConnections(place(), { purpose: 'migrating', max: 1 });
  try {
    await connections.lend((client) => migrateSchema(client, place(), migrations, keepsSchema));
  } finally {
    await connections.close();
  }
}

const first = 'CREATE TABLE page (a int)';
const second = 'ALTER TABLE page ADD COLUMN b int';

test('many processes at once bring an empty database up to date, once; a later program moves it on', async () => {
  const old = await folderOf('old', [first]);
  await Promise.all(Array.from({ length: 5 }, () => migrate(old)));
  await ask('INSERT INTO page (a) VALUES (1)');
  const current = await folderOf('current', [first, second]);
  await Promise.all(Array.from({ length: 5 }, () => migrate(current)));
  expect(await ask('SELECT a, b FROM page')).toEqual([{ a: 1, b: null }]);
});

test('a schema that a later program has used is refused, and left as it is', async () => {
  await migrate(await folderOf('current', [first, second]));
  const refused = migrate(await folderOf('old', [first]));
  await expect(refused).rejects.toMatchObject({
    code: 'storage-newer',
    message: expect.stringMatching(/diary has 2 migrations, and this program knows 1: a later version/),
  });
  expect(await ask('SELECT a, b FROM page')).toEqual([]);
});

test('whoever is to keep the schema moves no earlier one on, and has no quarrel with its own', async () => {
  const old = await folderOf('old', [first]);
  await migrate(old);
  await migrate(old, true);
  await expect(migrate(await folderOf('current', [first, second]), true)).rejects.toMatchObject({
    code: 'precondition-failed',
    message: expect.stringMatching(/diary has 1 migrations, and this program would bring it to 2, which only a start/),
  });
  await expect(ask('SELECT b FROM page')).rejects.toThrow('does not exist');
});

test('a schema is given a name once, which processes that come at once agree on, and which no other schema has', async () => {
  const known = async () => {
    const connections = openConnections(place(), { purpose: 'reading', max: 1 });
    return connections.lend((client) => readIdentity(client, schema)).finally(() => connections.close());
  };
  const migrations = await folderOf('current', [first]);
  expect(await known()).toBeUndefined();
  await Promise.all(Array.from({ length: 5 }, () => migrate(migrations)));
  const identity = await known();
  expect(identity).toMatch(/^[0-9a-f-]{36}$/);
  await migrate(migrations);
  expect(await known()).toBe(identity);
  await ask(`DROP SCHEMA "${schema}" CASCADE`);
  await migrate(migrations);
  expect(await known()).not.toBe(identity);
});

test('a schema of some other program, or of another adapter, is refused and left as it is', async () => {
  const other = await folderOf('other', ['CREATE TABLE theirs (a int)', 'CREATE TABLE more (a int)']);
  await ask(`CREATE SCHEMA "${schema}"; CREATE TABLE "${schema}".theirs (a int)`);
  const ours = await folderOf('ours', [first]);
  const refusal = {
    code: 'configuration-invalid',
    message: expect.stringContaining('Name another schema for the diary'),
  };
  await expect(migrate(ours)).rejects.toMatchObject(refusal);
  await ask(`DROP SCHEMA "${schema}" CASCADE`);
  await migrate(other);
  await expect(migrate(ours)).rejects.toMatchObject(refusal);
  expect(await ask('SELECT a FROM theirs')).toEqual([]);
});
