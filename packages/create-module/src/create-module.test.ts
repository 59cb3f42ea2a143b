import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Ask } from './ask/complete-answers.ts';
import { createModule } from './create-module.ts';
import { templates } from './templates.ts';

const ours = [
  'cli',
  'clinical-format',
  'conformance',
  'contracts',
  'fhir-client',
  'record-query',
  'service-testing',
] as const;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'create-module-'));
  for (const name of ours) await writeFile(join(folder, `baseplate-epr-${name}-1.2.3.tgz`), '');
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs the command; what it told, and its exit code. */
async function create(words: readonly string[], ask?: Ask): Promise<{ readonly code: number; readonly text: string }> {
  const lines: string[] = [];
  const code = await createModule({ words, ask, tell: (line) => void lines.push(line), year: 2026 });
  return { code, text: lines.join('\n') };
}

const module = () => join(folder, 'ward-board');
const given = (contract: string) => [
  module(),
  '--contract',
  contract,
  '--holder',
  'Supplier Ltd',
  '--packages',
  folder,
];
const read = (path: string) => readFile(join(module(), path), 'utf8');

test.each(templates.map(({ name }) => name))(
  '%s is written whole, and under the name of the module',
  async (contract) => {
    const { code, text } = await create([...given(contract), '--name', '@ward/ward-board', '--licence', 'MIT']);
    expect(code).toBe(0);
    expect(text.includes('npm run certify')).toBe(contract !== 'connector');
    const files = (await readdir(module(), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    for (const entry of files) {
      const content = await readFile(join(entry.parentPath, entry.name), 'utf8');
      expect(content, entry.name).not.toMatch(/module-name|@supplier\/|Module title|COPYRIGHT-|"(workspace|catalog):/);
    }
    const manifest = JSON.parse(await read('package.json'));
    expect(manifest).toMatchObject({ name: '@ward/ward-board', license: 'MIT' });
    expect(Object.values(manifest.overrides)).toContain('file:../baseplate-epr-contracts-1.2.3.tgz');
    expect(await read('LICENSE')).toContain('2026 Supplier Ltd');
    expect(await read('.changeset/first-release.md')).toContain('"@ward/ward-board": minor');
    expect(await read('.gitignore')).toContain('*.pem');
    expect(await read('.github/workflows/ci.yml')).toContain('npm test');
  },
);

test('libraries come in the versions that the templates are tested with', async () => {
  await create(given('user-interface'));
  const { dependencies, devDependencies } = JSON.parse(await read('package.json'));
  const own = JSON.parse(await readFile(new URL('../node_modules/typescript/package.json', import.meta.url), 'utf8'));
  expect(devDependencies.typescript).toBe(`^${own.version}`);
  expect(dependencies['nhsuk-frontend']).toMatch(/^\^\d+\.\d+\.\d+$/);
});

test('a folder with something in it is left alone', async () => {
  expect((await create(given('connector'))).code).toBe(0);
  const before = await read('README.md');
  const again = await create(given('record-store'));
  expect(again).toMatchObject({
    code: 2,
    text: expect.stringContaining('is not empty, and nothing in it is overwritten'),
  });
  expect(await read('README.md')).toBe(before);
});

test('everything wrong is told at once; nothing is written', async () => {
  const { code, text } = await create([module(), '--contract', 'shop', '--name', 'Ward Board', '--licence', 'GPL']);
  expect(code).toBe(2);
  for (const part of ['"shop" is no contract', '"Ward Board" is no name', '"GPL" is no licence'])
    expect(text).toContain(part);
  expect(await readdir(folder)).not.toContain('ward-board');
  expect((await create([module(), '--contract', 'connector', '--name', '@baseplate-epr/x'])).text).toContain(
    'is not yours',
  );
  expect((await create(['--colour', 'red'])).text).toContain('Usage: npm create');
});

test('where there is no terminal it says what is missing', async () => {
  const { code, text } = await create([module()]);
  expect(code).toBe(2);
  expect(text).toContain('--contract NAME, --holder WHO');
});

test('a person is asked for what was not said, with what would be usual', async () => {
  const asked: string[] = [];
  const answers = { contract: 'document-store', folder: module(), name: 'shelf', licence: 'UNLICENSED', holder: 'S' };
  const { code } = await create(['--packages', folder, '--holder', 'Said'], async (question, suggestion) => {
    asked.push(`${question} ${suggestion ?? ''}`);
    return answers[question];
  });
  expect(code).toBe(0);
  expect(asked).toEqual(['contract ', 'folder my-document-store', 'name ward-board', 'licence Apache-2.0']);
  expect(await read('LICENSE')).toContain('2026 Said. All rights reserved.');
});

test('what is on no registry yet is not taken from one', async () => {
  const { code, text } = await create([module(), '--contract', 'connector', '--holder', 'S']);
  expect(code).toBe(2);
  expect(text).toContain('is on no registry yet. In the workspace use npm run create-module');
  expect((await create([...given('connector').slice(0, -1), module()])).text).toContain('There are no tarballs');
});
