import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type BaseplateProcess, runBaseplate } from '../start/run-baseplate.ts';
import { writePackage } from './__fixtures__/package.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-profiles-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('profiles whose definitions were lost with the store keep the record from starting, and are mended by installing', {
  timeout: 300_000,
}, async () => {
  const data = join(folder, 'data');
  const run = async (...words: readonly string[]): Promise<BaseplateProcess> => {
    const command = runBaseplate(words, { data });
    await command.ended;
    return command;
  };
  const packages = ['one', 'two'].map((name) => writePackage(folder, name));
  for (const path of packages) {
    const installed = await run('profiles', 'install', path);
    expect(await installed.ended, installed.said()).toBe(0);
  }
  // As after restoring the record from an older backup than the rest.
  for (const file of readdirSync(data)) if (file.startsWith('records.db')) rmSync(join(data, file));

  const refused = await run('start');
  expect(await refused.ended).toBe(1);
  expect(refused.said()).toMatch(/StructureDefinition\/\S+ \(gone\).*baseplate profiles install PATH/);
  expect((await run('profiles', 'list')).answered()).toContain('one 1.0.0');

  const mended = await run('profiles', 'install', packages[0] ?? '');
  expect(await mended.ended, mended.said()).toBe(0);
  expect(mended.said()).toContain('1 of the 1 definitions of two 1.0.0 cannot be had');
  expect(await (await run('start')).ended).toBe(1);
  const removed = await run('profiles', 'remove', 'two');
  expect(await removed.ended, removed.said()).toBe(0);

  const record = runBaseplate(['start'], { data });
  await record.ready;
  expect(await record.stop('SIGTERM')).toBe(0);
});
