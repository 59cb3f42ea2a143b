import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { moduleContext } from './__fixtures__/module-context.ts';
import { createFilesystemDocumentStore } from './create-filesystem-document-store.ts';
import { incomingFolder } from './incoming-folder.ts';

const child = join(import.meta.dirname, '__fixtures__', 'put-forever.ts');

test('killed six times amid puts: every acknowledged document is there, none is half there', {
  timeout: 120_000,
}, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'documents-killed-'));
  try {
    const acknowledged: string[] = [];
    for (let round = 0; round < 6; round += 1) acknowledged.push(...(await putUntilKilled(directory, 20 + round * 23)));
    const store = createFilesystemDocumentStore({ directory });
    await store.start(moduleContext);
    expect(await readdir(incomingFolder(directory))).toEqual([]);
    const { documents } = await store.list({ limit: 10_000 });
    const found = new Map(documents.map(({ sha256, size }) => [sha256, size]));
    expect(acknowledged.length).toBeGreaterThan(30);
    for (const sha256 of acknowledged) expect(found.has(sha256), 'an acknowledged document is lost').toBe(true);
    for (const [sha256, size] of found) {
      let read = 0;
      for await (const chunk of (await store.get({ sha256 })).content) read += chunk.byteLength;
      expect(read).toBe(size);
    }
    await store.stop();
  } finally {
    await rm(directory, { recursive: true });
  }
});

/** Runs the child until it has acknowledged so many, and then a moment more. Gives what it acknowledged in all. */
async function putUntilKilled(directory: string, wanted: number): Promise<string[]> {
  const running = spawn(process.execPath, [child, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  const { stdout } = running;
  let output = '';
  stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (output.length > wanted * 65) running.kill('SIGKILL');
  });
  await once(stdout, 'close');
  return output.split('\n').filter((line) => line.length === 64);
}
