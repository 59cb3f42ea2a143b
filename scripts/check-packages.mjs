// Packs what would be published and looks inside: no source exports, no workspace ranges, nothing missing; publint agrees.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { filesByUrl } from './files-by-url.mjs';
import { packAll } from './packed-packages.mjs';

const root = process.cwd();
const { tarballs } = await packAll();
const work = mkdtempSync(join(tmpdir(), 'baseplate-packages-'));
const problems = [];

function run(command, parameters, cwd) {
  const result = spawnSync(command, parameters, { cwd, encoding: 'utf8' });
  return { status: result.status, output: `${result.stdout}${result.stderr}` };
}

for (const [folder, tarball] of tarballs) {
  const unpacked = join(work, folder);
  run('mkdir', ['-p', unpacked], work);
  run('tar', ['-xzf', tarball, '-C', unpacked], work);
  checkPackage(folder, join(unpacked, 'package'));
  // Templates are copied to where they are packages of their own; Node resolves nothing out of them here.
  rmSync(join(unpacked, 'package', 'templates'), { recursive: true, force: true });
  const lint = run(
    join(root, 'node_modules/.bin/publint'),
    ['run', join(unpacked, 'package'), '--strict', '--pack', 'false'],
    root,
  );
  if (lint.status !== 0) problems.push(`${folder}: publint\n${lint.output}`);
}
rmSync(work, { recursive: true });
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`${tarballs.size} packages are fit to publish.`);

function checkPackage(folder, content) {
  const manifestText = readFileSync(join(content, 'package.json'), 'utf8');
  const manifest = JSON.parse(manifestText);
  const files = readdirSync(content, { recursive: true }).map(String);
  const say = (problem) => problems.push(`${folder}: ${problem}`);
  if (/"(workspace|catalog):/.test(manifestText)) say('its package.json still has workspace: or catalog: ranges.');
  for (const target of targetsOf(manifest.exports)) {
    if (target.startsWith('./src/') || (target.endsWith('.ts') && !target.endsWith('.d.ts')))
      say(`it exports source (${target}).`);
    if (!existsSync(join(content, target))) say(`it exports ${target}, which is not in it.`);
  }
  for (const target of Object.values(manifest.bin ?? {}))
    if (!existsSync(join(content, target))) say(`its command ${target} is not in it.`);
  if (files.some((file) => /\.test(-d)?\.(js|d\.ts)$|__fixtures__/.test(file))) say('it ships tests.');
  const source = join(root, folder, 'src');
  for (const file of readdirSync(source, { recursive: true }).map(String)) {
    // Everything that is not TypeScript (migrations, styles, generated tables) must reach the tarball beside the compiled code.
    if (/\.(sql|json|css|js|mjs)$/.test(file) && !file.includes('__fixtures__') && !files.includes(join('dist', file)))
      say(`${join('src', file)} did not reach the tarball.`);
  }
  for (const file of files.filter((name) => name.endsWith('.js'))) {
    for (const target of filesByUrl(readFileSync(join(content, file), 'utf8'))) {
      const path = target === undefined ? undefined : resolve(content, dirname(file), target);
      if (path === undefined)
        say(`${file} loads a file by a URL that this check cannot read. Write its name in one string.`);
      else if (relative(content, path).startsWith('..') || !existsSync(path))
        say(`${file} loads ${target} at run time, which is not in it.`);
      else if (statSync(path).isDirectory() && readdirSync(path).length === 0)
        say(`${target}, which ${file} loads, is empty.`);
    }
  }
  if (!existsSync(join(root, folder, 'README.md'))) say('it has no README.');
  if (
    dirname(folder) === 'packages/data' &&
    files.every((file) => !file.includes('migration')) &&
    readdirSync(source, { recursive: true }).some((file) => String(file).includes('migration'))
  )
    say('its migrations are missing.');
}

function targetsOf(value) {
  if (typeof value === 'string') return [value];
  return value === null || typeof value !== 'object' ? [] : Object.values(value).flatMap(targetsOf);
}
