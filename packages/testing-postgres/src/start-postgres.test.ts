import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startPostgres } from './start-postgres.ts';

const listens = (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
const folders = async () => {
  const places = [tmpdir(), ...(existsSync('/dev/shm') ? ['/dev/shm'] : [])];
  const names = await Promise.all(places.map((place) => readdir(place)));
  return names.flat().filter((name) => name.startsWith('baseplate-postgres-'));
};

test('a server starts, stops, starts again on its port, and leaves nothing behind', async () => {
  const before = new Set(await folders());
  const server = await startPostgres();
  const made = (await folders()).filter((name) => !before.has(name));
  expect(await listens(server.url)).toBe(true);
  await server.stop('immediate');
  expect(await listens(server.url)).toBe(false);
  await server.start();
  expect(await listens(server.url)).toBe(true);
  await server.close();
  await server.close();
  expect(await listens(server.url)).toBe(false);
  const left = await folders();
  expect(made.length).toBeGreaterThan(0);
  for (const name of made) expect(left).not.toContain(name);
});

test('a server whose owner is killed ends and takes its folder along', async () => {
  const before = new Set(await folders());
  const owner: ChildProcess = spawn(
    process.execPath,
    [fileURLToPath(new URL('__fixtures__/start-and-wait.ts', import.meta.url))],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const stdout = owner.stdout;
  if (stdout === null) throw new Error('The owner has no output.');
  const [line] = await once(stdout, 'data');
  const url = String(line).trim();
  expect(await listens(url)).toBe(true);
  const made = (await folders()).filter((name) => !before.has(name));
  owner.kill('SIGKILL');
  await expect.poll(() => listens(url), { timeout: 20_000 }).toBe(false);
  const left = async () => (await folders()).filter((name) => made.includes(name));
  await expect.poll(left, { timeout: 20_000 }).toEqual([]);
});

test('a setting that the server does not know fails the start, in words', async () => {
  await expect(startPostgres({ settings: { no_such_setting: 'x' } })).rejects.toThrow(/no_such_setting/);
});
