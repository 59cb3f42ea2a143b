import { startPostgres } from '@baseplate-epr/testing-postgres';
import pg from 'pg';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { dropSchema, freshSchema } from './__fixtures__/store-subject.ts';
import { testContext } from './__fixtures__/test-context.ts';
import { writeOf } from './__fixtures__/versions.ts';
import type { PostgresRecordsOptions } from './options.ts';
import { createPostgresRecordStore } from './postgres-record-store.ts';

const connection = inject('postgresUrl');
let schema: string;
beforeEach(() => {
  schema = freshSchema();
});
afterEach(() => dropSchema(connection, schema));

async function ask(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: connection });
  await client.connect();
  await client.query(text).finally(() => client.end());
}

const start = async (given: Partial<PostgresRecordsOptions>) => {
  const store = createPostgresRecordStore({ connection, schema, ...given });
  await store.start(testContext);
  return store;
};

test('a session that would acknowledge before the data is down is refused, in words', async () => {
  const hasty = `${connection}?options=-c%20synchronous_commit%3Doff`;
  await expect(start({ connection: hasty })).rejects.toMatchObject({
    code: 'configuration-invalid',
    message: expect.stringMatching(/`synchronous_commit` is off: .*acknowledged.*Correct that at the server/),
  });
});

test('a server that does not flush is refused, with all that is wrong with it at once', async () => {
  const server = await startPostgres({ settings: { fsync: 'off', full_page_writes: 'off' } });
  try {
    await expect(start({ connection: server.url })).rejects.toMatchObject({
      message: expect.stringMatching(/`fsync` is off.*`full_page_writes` is off/),
    });
  } finally {
    await server.close();
  }
});

test('a database in another encoding is refused', async () => {
  await ask(`CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'`);
  await expect(start({ connection: connection.replace(/postgres$/, 'latin') })).rejects.toMatchObject({
    message: expect.stringContaining('LATIN1, and must be UTF8'),
  });
});

test('a schema that a later program has used is refused, and left as it is', async () => {
  await (await start({})).stop();
  await ask(`INSERT INTO "${schema}".migration (hash, created_at) VALUES ('later', 99999999999999)`);
  await expect(start({})).rejects.toMatchObject({
    code: 'storage-newer',
    message: expect.stringMatching(
      /has 4 migrations, and this program knows 3: a later version.*Start that later version/,
    ),
  });
});

test('a start that is to keep the schema makes none, moves none on, and serves its own', async () => {
  const look = async () => {
    const store = createPostgresRecordStore({ connection, schema });
    await store.start({ ...testContext, keepsSchema: true });
    return store;
  };
  await expect(look()).rejects.toMatchObject({ code: 'precondition-failed' });
  await expect(ask(`SELECT 1 FROM "${schema}".version`)).rejects.toThrow('does not exist');
  await (await start({})).stop();
  const store = await look();
  expect((await store.changes({ limit: 1 })).end).toBe(true);
  await store.stop();
});

test('a schema of some other program is refused, and left as it is', async () => {
  await ask(`CREATE SCHEMA "${schema}"; CREATE TABLE "${schema}".theirs (a int)`);
  await expect(start({})).rejects.toMatchObject({ code: 'configuration-invalid' });
  await ask(`SELECT a FROM "${schema}".theirs`);
});

test('many processes may start on an empty database at once', async () => {
  const stores = await Promise.all(Array.from({ length: 6 }, () => start({ readers: 1 })));
  await stores[0]?.commit({ epoch: 0, writes: [writeOf({})] });
  for (const store of stores) expect((await store.read({ type: 'Observation', id: 'a' }))?.versionId).toBe('1');
  await Promise.all(stores.map((store) => store.stop()));
});

test('what cannot be reached, or is not there, is told in words and without the password', async () => {
  const nowhere = start({ connection: { secret: 'RECORDS_TEST_URL' } });
  await expect(nowhere).rejects.toMatchObject({ message: expect.stringContaining('RECORDS_TEST_URL') });
  process.env.RECORDS_TEST_URL = 'postgres://somebody:secret-word@127.0.0.1:1/nowhere';
  const refused = await start({ connection: { secret: 'RECORDS_TEST_URL' } }).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'storage-unavailable', message: expect.stringContaining('cannot be reached') });
  expect(JSON.stringify(refused)).not.toContain('secret-word');
  const missing = start({ connection: connection.replace(/postgres$/, 'no_such_database') });
  await expect(missing).rejects.toMatchObject({ message: expect.stringContaining('no database of the name') });
});

test('options that make no sense are refused together; a password in the configuration is one', () => {
  const options = { connection: 'postgres://a:b@c/d', schema: 'No Schema', readers: 0, statementTime: 1.5 };
  expect(() => createPostgresRecordStore(options)).toThrow(
    /`connection` holds a password.*`schema` must be.*`readers` must be.*`statementTime` must be/,
  );
});

test('an error of the server is replaced: what it says of the data stays in its cause', async () => {
  const store = await start({});
  const secret = 'Smith9990000018';
  const entries = [{ kind: 'token', parameter: 'name', system: '', code: `${secret}\0` }] as const;
  const refused = store.commit({ epoch: 0, writes: [writeOf({ id: secret, entries })] });
  const others = Array.from({ length: 5 }, (_, index) =>
    store.commit({ epoch: 0, writes: [writeOf({ id: `r${index}` })] }),
  );
  const error: unknown = await refused.catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'input-invalid', message: expect.stringContaining('U+0000') });
  const { message, details } = error as { message: string; details: unknown };
  expect(JSON.stringify([message, details])).not.toContain(secret);
  // What shared its transaction stands.
  expect((await Promise.all(others)).map(({ outcome }) => outcome)).toEqual(
    Array.from({ length: 5 }, () => 'committed'),
  );
  const { versions } = await store.digest({ by: 'bucket', limit: 256 }).then(({ ranges }) => ({
    versions: ranges.reduce((sum, range) => sum + range.versions, 0),
  }));
  expect(versions, 'what was refused is in the digests').toBe(5);
  await store.stop();
});
