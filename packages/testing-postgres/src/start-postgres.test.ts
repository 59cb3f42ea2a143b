import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startPostgres } from './start-postgres.ts';

const listens = (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
/** What this server has made, and not what others that start meanwhile have: its options name the programs and the data. */
const foldersOf = async (url: string): Promise<readonly string[]> => {
  const { port } = new URL(url);
  const places = [tmpdir(), ...(existsSync('/dev/shm') ? ['/dev/shm'] : [])];
  for (const place of places) {
    for (const name of await readdir(place)) {
      const data = join(place, name);
      if (!name.startsWith('baseplate-postgres-data-')) continue;
      // Another server may be gone by now.
      const options = await readFile(join(data, 'postmaster.opts'), 'utf8').catch(() => '');
      const programs = /^\S*?baseplate-postgres-[^/]+/.exec(options)?.[0];
      if (programs !== undefined && options.includes(`"-p" "${port}"`)) return [data, programs];
    }
  }
  return [];
};

test('a server starts, stops, starts again on its port, and leaves nothing behind', async () => {
  const server = await startPostgres();
  const made = await foldersOf(server.url);
  expect(made.map((folder) => existsSync(folder))).toEqual([true, true]);
  expect(await listens(server.url)).toBe(true);
  await server.stop('immediate');
  expect(await listens(server.url)).toBe(false);
  await server.start();
  expect(await listens(server.url)).toBe(true);
  await server.close();
  await server.close();
  expect(await listens(server.url)).toBe(false);
  expect(made.filter((folder) => existsSync(folder))).toEqual([]);
});

test('a server whose owner is killed ends and takes its folder along', async () => {
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
  const made = await foldersOf(url);
  expect(made.map((folder) => existsSync(folder))).toEqual([true, true]);
  owner.kill('SIGKILL');
  await expect.poll(() => listens(url), { timeout: 30_000 }).toBe(false);
  await expect.poll(() => made.filter((folder) => existsSync(folder)), { timeout: 30_000 }).toEqual([]);
});

test('a setting that the server does not know fails the start, in words', async () => {
  await expect(startPostgres({ settings: { no_such_setting: 'x' } })).rejects.toThrow(/no_such_setting/);
});
