import { existsSync, readdirSync, rmSync } from 'node:fs';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeImportFiles } from '../crash/import-files.ts';
import { reference, runBaseplate } from '../start/run-baseplate.ts';

const folder = await mkdtemp(join(tmpdir(), 'baseplate-refused-import-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function refused(words: readonly string[], data: string, why: string, configuration?: string): Promise<void> {
  const named = configuration === undefined ? {} : { configuration };
  const command = runBaseplate(words, { data, ...named });
  expect([1, 2], command.said()).toContain(await command.ended);
  expect(command.said()).toContain(why);
}

test('an archive that is refused leaves the place as it was, whatever is wrong with it', {
  timeout: 300_000,
}, async () => {
  const data = join(folder, 'record');
  const files = join(folder, 'files');
  writeImportFiles(files, { bundles: 2, resources: 5 });
  for (const words of [
    ['import', files],
    ['export', '--everything', join(folder, 'archive')],
  ]) {
    const filling = runBaseplate(words, { data });
    expect(await filling.ended, filling.said()).toBe(0);
  }
  const archive = join(folder, 'archive');
  const nowhere = join(folder, 'nowhere');
  await refused(['restore', archive], nowhere, 'is an export');
  const [file = ''] = readdirSync(join(archive, 'resources'));
  const spoilt = join(archive, 'resources', file);
  await appendFile(spoilt, ' ');
  for (const configuration of [undefined, reference])
    await refused(['import', archive], nowhere, 'is not as it was written', configuration);
  await writeFile(join(archive, 'unfinished'), '');
  rmSync(join(archive, 'SHA256SUMS.sha256'));
  await refused(['import', archive], nowhere, 'is no finished archive');
  expect(existsSync(nowhere)).toBe(false);

  // A record that is there is told before the archive is read, and one store of it is enough.
  const lone = join(folder, 'lone');
  const making = runBaseplate(['import', files], { data: lone });
  expect(await making.ended, making.said()).toBe(0);
  for (const other of readdirSync(lone))
    if (!other.startsWith('records.db')) rmSync(join(lone, other), { recursive: true });
  const left = readdirSync(lone);
  await writeFile(join(archive, 'SHA256SUMS.sha256'), `${'0'.repeat(64)}  SHA256SUMS\n`);
  await refused(['import', archive], lone, '10 versions of resources');
  expect(readdirSync(lone)).toEqual(left);
});
