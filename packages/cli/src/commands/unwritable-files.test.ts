import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCommandLine } from '../run-command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-unwritable-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function told(...words: readonly string[]) {
  const lines: string[] = [];
  const tell = (line: string) => void lines.push(line);
  const terminal = { tell, answer: tell, progress: () => {}, endProgress: () => {} };
  const code = await runCommandLine({ words, terminal, signal: new AbortController().signal });
  return { code, lines: lines.join('\n') };
}

test('an import whose report cannot be written is refused before anything is opened', async () => {
  writeFileSync(join(folder, 'patients.ndjson'), '');
  const report = join(folder, 'nowhere', 'rejections.ndjson');
  expect(await told('import', join(folder, 'patients.ndjson'), '--report', report)).toEqual({
    code: 1,
    lines: `The report of rejections cannot be written to ${report}: its folder is not there, or cannot be made. Change that, or name another place with --report.`,
  });
});

test.each(['import', 'restore'])(
  '%s of everything, whose report cannot be written, is refused before the archive is read',
  async (command) => {
    const archive = join(folder, 'archive');
    mkdirSync(archive, { recursive: true });
    writeFileSync(join(archive, 'SHA256SUMS'), '');
    writeFileSync(join(folder, 'taken'), '');
    for (const report of [join(folder, 'taken'), join(folder, 'taken', 'below', 'it')]) {
      expect(await told(command, archive, '--report', report)).toEqual({
        code: 1,
        lines: `The report cannot be written to ${report}: a part of the path is a file. Change that, or name another place with --report.`,
      });
    }
    const foreign = join(folder, 'foreign');
    mkdirSync(foreign, { recursive: true });
    writeFileSync(join(foreign, 'report.json'), '{}');
    const { code, lines } = await told(command, archive, '--report', foreign);
    expect([code, lines]).toEqual([2, expect.stringContaining('is no reconciliation report')]);
  },
);

test('a comparison whose report cannot be written is refused before anything is opened', async () => {
  writeFileSync(join(folder, 'in-the-way'), '');
  const out = join(folder, 'in-the-way');
  expect(await told('reconcile', '--from', 'nowhere.ts', '--to', 'nowhere.ts', '--out', out)).toEqual({
    code: 1,
    lines: `The report cannot be written to ${out}: a part of the path is a file. Change that, or name another place with --out.`,
  });
});

test('a certificate that cannot be written is refused before the package is tried', async () => {
  const key = join(folder, 'key.pem');
  expect(await told('key', '--out', key)).toMatchObject({ code: 0 });
  mkdirSync(join(folder, 'package'));
  const { code, lines } = await told('conform', join(folder, 'package'), '--key', key, '--out', folder);
  expect([code, lines]).toEqual([
    1,
    expect.stringMatching(/^The certificate cannot be written to .*: it is a folder\./),
  ]);
});
