import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startRelay } from './relay.ts';
import { type S3Kind, startS3 } from './start-s3.ts';

const answers = (endpoint: string): Promise<boolean> =>
  fetch(endpoint).then(
    () => true,
    () => false,
  );

test.each<S3Kind>(['fauxqs', 's3rver'])(
  '%s starts, stops, starts again with its files, and leaves nothing behind',
  {
    timeout: 30_000,
  },
  async (kind) => {
    const server = await startS3({ kind });
    const object = `${server.endpoint}/${server.bucket}/letter`;
    expect((await fetch(object, { method: 'PUT', body: 'Dear doctor' })).status).toBe(200);
    await server.stop();
    expect(await answers(server.endpoint)).toBe(false);
    await server.start();
    expect(await (await fetch(object)).text()).toBe('Dear doctor');
    await server.close();
    expect(await answers(server.endpoint)).toBe(false);
    expect(existsSync(server.folder)).toBe(false);
  },
);

test('a server whose owner is killed ends and takes its folder along', { timeout: 120_000 }, async () => {
  const script = join(import.meta.dirname, '__fixtures__', 'start-and-wait.ts');
  const owner = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(owner.stdout, 'data');
  const { endpoint, folder }: { endpoint: string; folder: string } = JSON.parse(String(line));
  expect(await answers(endpoint)).toBe(true);
  owner.kill('SIGKILL');
  await expect.poll(() => answers(endpoint), { timeout: 30_000 }).toBe(false);
  await expect.poll(() => existsSync(folder)).toBe(false);
});

test('a relay sees what passes, and can answer, add and cut', { timeout: 120_000 }, async () => {
  const server = await startS3();
  const relay = await startRelay(server.endpoint);
  try {
    const object = `${relay.endpoint}/${server.bucket}/letter`;
    await fetch(object, { method: 'PUT', body: 'x'.repeat(1_000_000) });
    relay.adding = () => ({ 'x-added': 'yes' });
    const answer = await fetch(object);
    expect(answer.headers.get('x-added')).toBe('yes');
    expect((await answer.text()).length).toBe(1_000_000);
    relay.cutAfter = 1_000;
    await expect(fetch(object).then((cut) => cut.text())).rejects.toThrow();
    relay.intervene = (_, response) => {
      response.writeHead(418).end();
      return true;
    };
    expect((await fetch(object)).status).toBe(418);
    expect(relay.passed.map(({ method }) => method)).toEqual(['PUT', 'GET', 'GET', 'GET']);
  } finally {
    await relay.close();
    await server.close();
  }
});
