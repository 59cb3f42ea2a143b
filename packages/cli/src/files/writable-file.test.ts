import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readShadowReport, writeShadowReport } from '../shadow/shadow-file.ts';
import { cannotWrite, requireFolder, requireWritable, writeNamedFile } from './writable-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-writable-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const named = (...parts: string[]) => ({ path: join(folder, ...parts), what: 'The report', option: '--report' });

test('a place that cannot be written is told beforehand and at the end, with the reason and what to do', async () => {
  mkdirSync(join(folder, 'taken'));
  writeFileSync(join(folder, 'file'), '');
  for (const [parts, why] of [
    [['nowhere', 'report'], 'its folder is not there, or cannot be made'],
    [['taken'], 'it is a folder'],
    [['file', 'report'], 'a part of the path is a file'],
  ] as const) {
    const file = named(...parts);
    const refused = {
      code: 'storage-unavailable',
      message: `The report cannot be written to ${file.path}: ${why}. Change that, or name another place with --report.`,
    };
    await expect(requireWritable(file)).rejects.toMatchObject(refused);
    await expect(writeNamedFile(file, 'text')).rejects.toMatchObject(refused);
  }
});

test('a place that can be written is left as it is until there is something to write', async () => {
  await requireWritable(named('new'));
  expect(() => readFileSync(join(folder, 'new'))).toThrow('ENOENT');
  await writeNamedFile(named('new'), 'text');
  await requireWritable(named('new'));
  expect(readFileSync(join(folder, 'new'), 'utf8')).toBe('text');
});

test('a folder that would have to be made is looked for upwards, and nothing is made', async () => {
  await requireFolder(named('not', 'there', 'yet'));
  await requireFolder(named());
  expect(() => readFileSync(join(folder, 'not'))).toThrow('ENOENT');
  writeFileSync(join(folder, 'in-the-way'), '');
  for (const parts of [['in-the-way'], ['in-the-way', 'below'], ['in-the-way', 'far', 'below']]) {
    await expect(requireFolder(named(...parts))).rejects.toThrow(/: a part of the path is a file\. Change that/);
  }
});

test('a full and a read-only disk are told apart from a lack of permission', () => {
  const told = (code: string) => cannotWrite(named('a'), Object.assign(new Error(code), { code })).message;
  expect(told('ENOSPC')).toContain(': the disk is full.');
  expect(told('EROFS')).toContain(': the disk is read-only.');
  expect(told('EACCES')).toContain(': this user may not write there.');
  expect(told('EIO')).toContain(': the system reports EIO.');
});

test('the report of a shadow run that cannot be kept is told in words, and so is one that cannot be read', async () => {
  writeFileSync(join(folder, 'no-folder'), '');
  const path = join(folder, 'no-folder');
  const report = { format: 'baseplate-shadow', formatVersion: 1 } as Parameters<typeof writeShadowReport>[1];
  await expect(writeShadowReport(path, report)).rejects.toMatchObject({
    message: expect.stringMatching(/^The report of the shadow run cannot be written to .*no-folder.*--out\.$/),
  });
  mkdirSync(join(folder, 'odd', 'shadow.json'), { recursive: true });
  await expect(readShadowReport(join(folder, 'odd'))).rejects.toMatchObject({ code: 'input-invalid' });
});
