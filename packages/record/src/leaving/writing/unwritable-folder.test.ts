import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-unwritable-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program of its own, since only one that is alone in a namespace can mount what it likes without being root. */
const program = `
  const { openArchiveFolder } = await import(${JSON.stringify(new URL('./archive-folder.ts', import.meta.url).href)});
  const given = { format: 1, kind: 'export', source: 'here', began: '2026-01-01T00:00:00.000Z' };
  try {
    const opened = await openArchiveFolder(process.env.PLACE, given);
    for (let written = 0; written < 64; written += 1) {
      await opened.append('versions.ndjson', 'x'.repeat(65536));
      await opened.keep();
    }
    console.log('written');
  } catch (error) {
    console.log(error.message);
  }
`;

function inNamespace(before: string): { readonly status: number | null; readonly stdout: string } {
  const shell = ['-rm', '--', 'sh', '-c', `${before} && exec "$NODE" --input-type=module --eval "$PROGRAM"`];
  const env = { ...process.env, NODE: process.execPath, PROGRAM: program, HERE: folder };
  return spawnSync('unshare', shell, { env: { ...env, PLACE: join(folder, 'below', 'archive') }, encoding: 'utf8' });
}

// Some systems let nobody but root make a namespace.
const canMount =
  process.platform === 'linux' &&
  spawnSync('unshare', ['-rm', '--', 'sh', '-c', 'mount -t tmpfs none "$HERE"'], {
    env: { ...process.env, HERE: folder },
  }).status === 0;

test.runIf(canMount)('a read-only disk is told as that, not as a folder that is not there', { timeout: 60_000 }, () => {
  expect(inNamespace('mount -t tmpfs -o ro none "$HERE"').stdout).toMatch(
    /^The archive .* cannot be used\. The file system is read-only\. Mount it for writing, or name another folder\.\n$/,
  );
});

test.runIf(canMount)('a full disk is told as that, and what to do', { timeout: 60_000 }, () => {
  expect(inNamespace('mount -t tmpfs -o size=1m none "$HERE"').stdout).toMatch(/The disk is full\. .*make room there/);
});

test.runIf(process.platform === 'linux')('a file system that takes no folders is told', { timeout: 60_000 }, () => {
  const env = { ...process.env, PLACE: '/proc/baseplate/archive' };
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    env,
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect(stdout).toMatch(/^The archive \/proc\/baseplate\/archive cannot be used\./);
});

test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
  'a folder without permission is told as that',
  { timeout: 60_000 },
  () => {
    mkdirSync(join(folder, 'locked'), { mode: 0o500 });
    const env = { ...process.env, PLACE: join(folder, 'locked', 'below', 'archive') };
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      env,
      encoding: 'utf8',
    });
    expect(stdout).toContain('This user may not read or write there. Let it, or name another folder.');
  },
);
