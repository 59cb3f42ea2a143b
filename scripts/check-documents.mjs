// Documents that can be trusted: every relative link leads somewhere, every TypeScript block type-checks, every `sh` block runs, and
// every error code says what to do, and every hazard leads to tests that are there.
// Blocks marked `console` show what a person types or sees and are not run.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const documents = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  encoding: 'utf8',
})
  .stdout.split('\n')
  .filter((file) => file !== '' && !/^\.changeset\/|CHANGELOG\.md$|^packages\/create-module\/templates\//.test(file));
// Their commands belong together: scripts/check-tutorial.mjs runs them.
const tutorials = new Set(['docs/suppliers.md']);
const problems = [];
// A package's document is checked with what that package may import; every other document with what the reference assembly may.
const places = new Set();
let blocks = 0;

for (const file of documents) {
  const text = readFileSync(file, 'utf8');
  const prose = text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  for (const [, target] of prose.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^(https?:|mailto:|#)/.test(target)) continue;
    if (!existsSync(resolve(dirname(file), target.split('#', 1)[0])))
      problems.push(`${file}: the link ${target} leads nowhere.`);
  }
  for (const [, language, code] of text.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)) {
    if (language === 'ts') {
      const typescript = placeOf(file);
      if (!places.has(typescript)) rmSync(typescript, { recursive: true, force: true });
      places.add(typescript);
      mkdirSync(typescript, { recursive: true });
      writeFileSync(
        join(typescript, `${file.replaceAll(/[^a-zA-Z]/g, '-').toLowerCase()}-${blocks}.ts`),
        `${code}\nexport {};\n`,
      );
      blocks += 1;
    }
    if (language === 'sh' && !tutorials.has(file)) {
      runShell(file, code);
      blocks += 1;
    }
  }
}
if (places.size > 0) {
  const configuration = {
    extends: resolve('tsconfig.base.json'),
    compilerOptions: { noEmit: true, composite: false, declaration: false, noUnusedLocals: false },
    include: [...places].map((place) => resolve(place, '*.ts')),
  };
  const project = join('node_modules', '.cache', 'documents.json');
  writeFileSync(project, JSON.stringify(configuration));
  const result = spawnSync('node_modules/.bin/tsc', ['-p', project, '--typeRoots', resolve('node_modules/@types')], {
    encoding: 'utf8',
  });
  if (result.status !== 0) problems.push(`TypeScript in documents:\n${result.stdout}`);
  for (const place of places) rmSync(place, { recursive: true });
}
problems.push(...errorCodeProblems(), ...hazardProblems());
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`${documents.length} documents, ${blocks} code blocks run or checked.`);

function placeOf(file) {
  const folder = /^(?:packages\/(?:(?:data|hosting|services|connectors)\/)?[^/]+|apps\/[^/]+)(?=\/)/.exec(file)?.[0];
  return join(folder ?? join('apps', 'reference'), '.documents');
}

function runShell(file, code) {
  const data = mkdtempSync(join(tmpdir(), 'baseplate-documents-'));
  const result = spawnSync('bash', ['-euo', 'pipefail', '-c', code], {
    encoding: 'utf8',
    env: { ...process.env, BASEPLATE_DATA: data, PORT: '3999' },
    timeout: 120_000,
  });
  if (result.status !== 0) problems.push(`${file}: this block fails:\n${code}${result.stdout}${result.stderr}`);
  rmSync(data, { recursive: true });
}

function errorCodeProblems() {
  const codes = readFileSync('packages/contracts/src/error/error-code.ts', 'utf8').matchAll(/^ {2}\| '([a-z-]+)'/gm);
  const explained = readFileSync('docs/errors.md', 'utf8').matchAll(/^### ([a-z-]+)\n\n[\s\S]+?\*\*Do:\*\* \S/gm);
  const [known, found] = [codes, explained].map((matches) => new Set([...matches].map(([, code]) => code)));
  return [
    ...[...known.difference(found)].map((code) => `docs/errors.md: ${code} has no section that says what to do.`),
    ...[...found.difference(known)].map((code) => `docs/errors.md: ${code} is no error code.`),
  ];
}

function hazardProblems() {
  const log = 'docs/clinical-safety/hazard-log.md';
  return readFileSync(log, 'utf8')
    .split(/^## /m)
    .slice(1)
    .flatMap((hazard) => {
      const number = hazard.slice(0, hazard.indexOf(' '));
      const evidence = [...hazard.matchAll(/^ {2}- \[[^\]]+\]\(([^)]+)\) “(.+)”$/gm)];
      if (evidence.length === 0) return [`${log}: ${number} names no test.`];
      return evidence
        .map(([, target, name]) => ({ path: resolve(dirname(log), target), target, name }))
        .filter(({ path, name }) => !existsSync(path) || !readFileSync(path, 'utf8').includes(name))
        .map(({ target, name }) => `${log}: ${number} names the test “${name}”, which is not in ${target}.`);
    });
}
