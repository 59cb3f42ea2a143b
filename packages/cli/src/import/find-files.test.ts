import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findFiles } from './find-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-find-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('finds FHIR files in folders within folders, those that others refer to first', async () => {
  mkdirSync(join(folder, 'deep', 'deeper'), { recursive: true });
  const names = [
    'b.json',
    'a.ndjson.gz',
    'deep/c.jsonl',
    'deep/deeper/practitionerInformation.json',
    'notes.txt',
    'deep/x.csv',
  ];
  for (const name of names) writeFileSync(join(folder, name), 'x');
  const { files, ignored } = await findFiles([folder]);
  expect(files.map(({ path }) => basename(path))).toEqual([
    'practitionerInformation.json',
    'a.ndjson.gz',
    'b.json',
    'c.jsonl',
  ]);
  expect(files.map(({ kind, compressed }) => [kind, compressed])).toEqual([
    ['json', false],
    ['ndjson', true],
    ['json', false],
    ['ndjson', false],
  ]);
  expect(ignored).toBe(2);
});

test('takes a file that is named itself, whatever it is called', async () => {
  const path = join(folder, 'notes.txt');
  expect((await findFiles([path])).files).toMatchObject([{ path, kind: 'json', compressed: false, size: 1 }]);
});

test('says which path is not there', async () => {
  await expect(findFiles([join(folder, 'nowhere')])).rejects.toMatchObject({
    code: 'input-invalid',
    message: expect.stringMatching(/nowhere cannot be read \(it is not there\)/),
  });
});
