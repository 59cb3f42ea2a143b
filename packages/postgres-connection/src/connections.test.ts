import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@baseplate-epr/testing-postgres';
import { expect, inject, test } from 'vitest';
import { openConnections } from './connections.ts';
import { healthOf } from './health-of.ts';
import { type PostgresPlaceOptions, placeFaults, refuseFaults, resolvePlace } from './place.ts';
import { isConnectionLoss, storageError } from './storage-error.ts';

const connection = inject('postgresUrl');
const what = 'diary';
const placeOf = (options: Partial<PostgresPlaceOptions> = {}) =>
  resolvePlace({ connection, ...options }, { what, schema: 'diary', readers: 2 });

/** What connecting to a place comes to, as callers of an adapter see it. */
async function connect(options: Partial<PostgresPlaceOptions>): Promise<unknown> {
  const connections = openConnections(placeOf(options), { purpose: 'testing', max: 1 });
  try {
    return await connections.lend((client) => client.query('SELECT 1'));
  } catch (error) {
    throw storageError(what, error);
  } finally {
    await connections.close();
  }
}

test('a session that would acknowledge before the data is down is refused, in words', async () => {
  await expect(connect({ connection: `${connection}?options=-c%20synchronous_commit%3Doff` })).rejects.toMatchObject({
    code: 'configuration-invalid',
    message: expect.stringMatching(/not fit to keep the diary: .*`synchronous_commit` is off: .*acknowledged/),
  });
});

test('a server that does not flush is refused, with all that is wrong with it at once', async () => {
  const server = await startPostgres({ settings: { fsync: 'off', full_page_writes: 'off' } });
  try {
    await expect(connect({ connection: server.url })).rejects.toMatchObject({
      message: expect.stringMatching(/`fsync` is off.*`full_page_writes` is off/),
    });
  } finally {
    await server.close();
  }
});

test('what cannot be reached, or is not there, is told in words and without the password', async () => {
  await expect(connect({ connection: { secret: 'DIARY_TEST_URL' } })).rejects.toThrow(
    /DIARY_TEST_URL.*PostgreSQL of the diary is, is not set/,
  );
  process.env.DIARY_TEST_URL = 'postgres://somebody:secret-word@127.0.0.1:1/nowhere';
  const refused = await connect({ connection: { secret: 'DIARY_TEST_URL' } }).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    code: 'storage-unavailable',
    message: expect.stringMatching(/cannot be reached.*refuses connections at the port/),
  });
  expect(JSON.stringify(refused)).not.toContain('secret-word');
  const missing = connect({ connection: connection.replace(/postgres$/, 'no_such_database') });
  await expect(missing).rejects.toMatchObject({ message: expect.stringContaining('no database of the name') });
});

test('a password that is wrong, or missing, is told as that', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'baseplate-hba-'));
  const file = join(folder, 'pg_hba.conf');
  await writeFile(file, 'host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n');
  await chmod(folder, 0o755);
  const server = await startPostgres({ settings: { hba_file: file } });
  try {
    const connections = openConnections(placeOf({ connection: server.url }), { purpose: 'testing', max: 1 });
    await connections.lend((client) => client.query("CREATE ROLE somebody LOGIN PASSWORD 'right'"));
    await connections.close();
    const asSomebody = (words: string) => connect({ connection: server.url.replace('postgres@', `${words}@`) });
    await expect(asSomebody('somebody:wrong')).rejects.toThrow('refused the user or the password');
    await expect(asSomebody('somebody')).rejects.toThrow('wants a password, and the connection string has none');
    await expect(asSomebody('somebody:right')).resolves.toBeDefined();
  } finally {
    await server.close();
    await rm(folder, { recursive: true });
  }
});

test('a connection that cannot be encrypted as asked says which side to look at', async () => {
  await expect(connect({ connection: `${connection}?sslmode=verify-full` })).rejects.toMatchObject({
    code: 'storage-unavailable',
    message: expect.stringContaining('takes no encrypted connections, but the connection string asks for one'),
  });
  // As Node tells of them.
  for (const code of [
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ]) {
    const { message } = storageError(what, Object.assign(new Error('The certificate is not good.'), { code }));
    expect(message).toContain('showed a certificate that this machine does not trust');
  }
});

test('a statement that runs too long ends; what the driver says of it stays in the cause', async () => {
  const connections = openConnections(placeOf({ statementTime: 50 }), { purpose: 'testing', max: 1 });
  const slow = connections.lend((client) => client.query("SELECT pg_sleep(5), 'Smith'"));
  const error = storageError(what, await slow.catch((reason: unknown) => reason));
  expect(error).toMatchObject({ code: 'storage-unavailable', details: { driverCode: '57014' } });
  expect(error.message).toMatch(/diary took longer than it may/);
  expect(isConnectionLoss(error.cause)).toBe(false);
  expect(await healthOf(connections, what)).toEqual({ status: 'pass' });
  await connections.close();
});

test('health is told within a second, also by a server that takes connections and says nothing', async () => {
  const silent = createServer();
  await once(silent.listen(0, '127.0.0.1'), 'listening');
  const address = silent.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const place = placeOf({ connection: `postgres://somebody@127.0.0.1:${port}/x`, connectTime: 2_000 });
  const connections = openConnections(place, { purpose: 'testing', max: 1 });
  const began = performance.now();
  expect(await healthOf(connections, what)).toMatchObject({
    status: 'fail',
    reason: expect.stringContaining('answer'),
  });
  expect(performance.now() - began).toBeLessThan(1_900);
  await connections.close();
  silent.close();
});

test('a broken connection is told from a refusal, also inside the error of a library', () => {
  const broken = new Error('Connection terminated unexpectedly');
  const refused = Object.assign(new Error('duplicate key of a connection'), { code: '23505' });
  expect([broken, refused].map(isConnectionLoss)).toEqual([true, false]);
  const wrapped = [broken, refused, new Error('odd')].map((cause) => new Error('SELECT timeout', { cause }));
  expect(wrapped.map(isConnectionLoss)).toEqual([true, false, false]);
});

test('a place that makes no sense is refused with all its faults', () => {
  const place = placeOf({ connection: 'mysql://x', schema: 'pg_mine', readers: 0, statementTime: 1.5 });
  expect(() => refuseFaults(what, placeFaults(place))).toThrow(
    /diary cannot be kept .*`postgres:.*`schema` must be.*`readers` must be.*`statementTime` must be.*Correct them/,
  );
  expect(placeFaults(placeOf())).toEqual([]);
});
