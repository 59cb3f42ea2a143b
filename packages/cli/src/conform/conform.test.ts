import { execFileSync } from 'node:child_process';
import { appendFile, chmod, cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommandLine } from '../run-command-line.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conform-'));
  await baseplate('key', '--out', at('key.pem'));
});
afterEach(() => rm(folder, { recursive: true }));

const at = (...path: readonly string[]) => join(folder, ...path);

/** Runs a command line; what it answered and told, and its exit code. */
async function baseplate(...words: readonly string[]): Promise<{ readonly code: number; readonly text: string }> {
  const lines: string[] = [];
  const say = (line: string) => void lines.push(line);
  const terminal = { answer: say, tell: say, progress: () => undefined, endProgress: () => undefined };
  const code = await runCommandLine({ words, terminal, signal: new AbortController().signal });
  return { code, text: lines.join('\n') };
}

const declaration = {
  modules: [{ contract: 'state-store', contractVersion: 1, factory: 'createStore', options: { place: '{directory}' } }],
};

/** A supplier's package: the reference store, that keeps by place, or whatever else is given. */
async function supplier(more = '', kept = 'places.get(place)'): Promise<string> {
  const root = at('node_modules', 'shelf');
  await mkdir(root, { recursive: true });
  await writeFile(
    join(root, 'package.json'),
    JSON.stringify({ name: 'shelf', version: '1.0.0', type: 'module', exports: './index.js', baseplate: declaration }),
  );
  await writeFile(
    join(root, 'index.js'),
    `import { createMemoryStateStore } from '${import.meta.resolve('@baseplate-epr/conformance')}';
${more}
const places = new Map();
export function createStore({ place }) {
  if (!places.has(place)) places.set(place, new Map());
  return createMemoryStateStore(${kept});
}\n`,
  );
  return root;
}

const conform = (path: string) => baseplate('conform', path, '--key', at('key.pem'), '--out', at('certificate.json'));
async function verify(path: string) {
  const { text } = await baseplate('key', '--public', '--out', at('key.pem'));
  return baseplate('verify', at('certificate.json'), path, '--trust', text);
}

test('a package that passes gets a certificate, which is valid until a byte of either changes', async () => {
  const root = await supplier();
  const tried = await conform(root);
  expect(tried.text).toMatch(/shelf 1\.0\.0 against state-store version 1: [1-9]\d* passed, 0 failed\./);
  expect(tried.code).toBe(0);
  expect(await verify(root)).toMatchObject({ code: 0, text: expect.stringContaining('Valid: shelf 1.0.0') });
  const certificate = await readFile(at('certificate.json'), 'utf8');
  await writeFile(at('certificate.json'), certificate.replace('shelf', 'shelv'));
  expect((await verify(root)).text).toContain('signature does not hold');
  await writeFile(at('certificate.json'), certificate);
  await appendFile(join(root, 'index.js'), '\n');
  const other = await verify(root);
  expect(other).toMatchObject({ code: 1, text: expect.stringContaining('shelf 1.0.0 has other files') });
  expect(other.text).not.toContain('works in');
  await cp(root, at('work'), { recursive: true });
  expect((await verify(at('work'))).text).toContain('If the tarball was tried, give that');
}, 120_000);

test('whom to believe is asked for where there is no assembly, and a private key is sent back', async () => {
  const verifyWith = (...words: readonly string[]) => baseplate('verify', at('key.pem'), folder, ...words);
  const nobody = await verifyWith('--config', at('none.ts'));
  expect(nobody).toMatchObject({ code: 1, text: expect.stringMatching(/no configuration.*believe with --trust/) });
  const priv = await verifyWith('--trust', at('key.pem'));
  expect(priv).toMatchObject({ code: 2, text: expect.stringContaining('this is a private key') });
  expect(priv.text).not.toContain('BEGIN');
});

test('a package that forgets is refused with a signed reason', async () => {
  const root = await supplier('', 'new Map()');
  const tried = await conform(root);
  expect(tried.code).toBe(1);
  expect(tried.text).toMatch(/failed: .*opened again/);
  expect((await verify(root)).text).toContain('breaks the state-store contract');
}, 120_000);

test('a package that loads what it does not declare is refused', async () => {
  const root = await supplier("import 'stray';");
  await mkdir(at('node_modules', 'stray'));
  await writeFile(at('node_modules', 'stray', 'index.js'), '');
  const { code, text } = await conform(root);
  expect(code).toBe(1);
  expect(text).toMatch(/It loaded .*stray.*index\.js, which no dependency of it covers\. Declare what is used/);
}, 120_000);

test('a tarball is tried and verified as it installs', async () => {
  const root = await supplier();
  execFileSync('npm', ['pack', root, '--pack-destination', folder, '--silent'], { cwd: folder, stdio: 'ignore' });
  expect((await conform(at('shelf-1.0.0.tgz'))).code).toBe(0);
  expect((await verify(at('shelf-1.0.0.tgz'))).code).toBe(0);
}, 120_000);

test('one command makes a key, packs, tries, signs and verifies; it packs no key', async () => {
  const root = await supplier();
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  await writeFile(join(root, 'package.json'), JSON.stringify({ ...manifest, files: ['index.js'] }));
  const first = await baseplate('certify', root);
  expect(first.text).toMatch(/: [1-9]\d* passed, 0 failed/);
  expect(first.text).toContain('Valid: shelf 1.0.0 keeps state-store version 1, says your own key');
  expect(first.code).toBe(0);
  expect((await stat(join(root, 'shelf-1.0.0.tgz'))).isFile()).toBe(true);
  const again = await baseplate('certify', root);
  expect(again.text).not.toContain('The private key is in');
  await writeFile(join(root, 'package.json'), JSON.stringify({ ...manifest, files: ['*'] }));
  expect((await baseplate('certify', root)).text).toContain('holds the private key');
}, 300_000);

test('the key is for its owner alone; one that others can read signs nothing', async () => {
  expect((await stat(at('key.pem'))).mode & 0o777).toBe(0o600);
  expect((await baseplate('key', '--out', at('key.pem'))).text).toContain('never overwritten');
  await chmod(at('key.pem'), 0o644);
  expect((await conform(folder)).text).toContain('Others can read the signing key');
  const missing = await baseplate('conform', folder, '--key', at('none.pem'), '--out', at('c.json'));
  expect(missing.text).toContain('Make one with baseplate key');
});

test('what a package does not say of itself is asked for, all at once', async () => {
  await writeFile(at('package.json'), JSON.stringify({ name: 'x', version: '1.0.0' }));
  expect((await conform(folder)).text).toContain('it declares no module. Add to its package.json');
  const modules = [
    { contract: 'shop', factory: '' },
    { contract: 'host', contractVersion: 9, factory: 'x', proof: 'y' },
  ];
  await writeFile(at('package.json'), JSON.stringify({ name: 'x', version: '1.0.0', baseplate: { modules } }));
  const { text, code } = await conform(folder);
  expect(code).toBe(2);
  for (const part of ['[0].contract is none', '[0].factory is missing', '[1].contractVersion is 9', '[1].proof is no'])
    expect(text).toContain(part);
});

test('secrets that are not set are named before anything is tried', async () => {
  const root = await supplier();
  await writeFile(at('options.json'), JSON.stringify({ connection: { secret: 'NOWHERE_URL' } }));
  expect((await baseplate('conform', root, '--options', at('options.json'))).text).toContain(
    'NOWHERE_URL, which are not set',
  );
});
