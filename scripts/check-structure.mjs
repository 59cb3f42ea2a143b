// The shape of the source: one idea a file, whole names, no loose ends.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

const reviewAt = 300;
const failAt = 400;
const medianBelow = 80;

const files = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx'], {
  encoding: 'utf8',
})
  .stdout.split('\n')
  .filter((file) => file !== '' && !file.includes('/generated/') && !file.includes('/migrations/'));
const problems = [];
const sizes = [];

for (const file of files) {
  const text = readFileSync(file, 'utf8');
  const lines = text.split('\n').length - 1;
  const isTest = /\.test(-d)?\.tsx?$/.test(file);
  if (!isTest) sizes.push(lines);
  if (lines > failAt) problems.push(`${file}: ${lines} lines; split it at ${reviewAt}.`);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z-]+)*\.tsx?$/.test(basename(file)))
    problems.push(`${file}: name it in kebab-case after its main export.`);
  if (
    basename(file) === 'index.ts' &&
    /^(?!\s*(\/\/|\/\*|\*|export (type )?(\*|\{)|\}|[\w ,]+,?$|\} from|$)).+/m.test(text)
  )
    problems.push(`${file}: an index only re-exports.`);
  const loose =
    /\b(TODO|FIXME|XXX|HACK)\b|\b(test|it|describe)\.(only|skip)\(|@ts-(ignore|nocheck|expect-error)|as unknown as/.exec(
      text,
    );
  if (loose !== null) problems.push(`${file}: loose end "${loose[0]}".`);
}

sizes.sort((a, b) => a - b);
const median = sizes[Math.floor(sizes.length / 2)];
if (median >= medianBelow) problems.push(`The median file has ${median} lines; it should stay below ${medianBelow}.`);
for (const problem of problems) console.error(problem);
console.log(
  `${files.length} files, median ${median} lines, longest ${sizes.at(-1)}; over ${reviewAt}: ${sizes.filter((size) => size > reviewAt).length}.`,
);
if (problems.length > 0) process.exit(1);
