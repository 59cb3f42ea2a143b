import { appendFile, cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { brick, link, withFiles } from '../__fixtures__/installed-package.ts';
import { digestPackage } from './digest-package.ts';

const digestAt = async (folder: string) => (await digestPackage(join(folder, 'node_modules/brick'))).digest;

test('covers the package and all it depends on, each once, also where they need each other', async () => {
  await withFiles(brick, async (folder) => {
    const { name, version, closure } = await digestPackage(join(folder, 'node_modules/brick'));
    expect([name, version]).toEqual(['brick', '1.0.0']);
    expect(closure.map((part) => `${part.name} ${part.version}`)).toEqual(['brick 1.0.0', 'mortar 1.2.0']);
  });
});

test('is the same wherever the same files are installed, and whatever tools leave beside them', async () => {
  await withFiles(brick, async (folder) => {
    const digest = await digestAt(folder);
    await cp(join(folder, 'node_modules'), join(folder, 'elsewhere/node_modules'), { recursive: true });
    await mkdir(join(folder, 'node_modules/brick/.turbo'));
    await writeFile(join(folder, 'node_modules/brick/.turbo/log'), 'x');
    expect(await digestAt(folder)).toBe(digest);
    expect(await digestAt(join(folder, 'elsewhere'))).toBe(digest);
  });
});

const changes: Readonly<Record<string, (modules: string) => Promise<unknown>>> = {
  'a byte of the package': (modules) => appendFile(join(modules, 'brick/lib/deep.js'), ' '),
  'a byte of a dependency': (modules) => appendFile(join(modules, 'mortar/index.js'), ' '),
  'a file more': (modules) => writeFile(join(modules, 'mortar/more.js'), ''),
  'a file less': (modules) => rm(join(modules, 'brick/lib/deep.js')),
  'another name of a file': (modules) => rename(join(modules, 'brick/index.js'), join(modules, 'brick/main.js')),
  'the other one of the two asked for': (modules) =>
    writeFile(join(modules, 'mortar/package.json'), '{"name":"mortar","version":"1.2.0"}'),
};

test.each(Object.entries(changes))('is another one after %s', async (_what, change) => {
  await withFiles(brick, async (folder) => {
    const digest = await digestAt(folder);
    await change(join(folder, 'node_modules'));
    expect(await digestAt(folder)).not.toBe(digest);
  });
});

test('two packages of one closure have two digests', async () => {
  await withFiles(brick, async (folder) => {
    const mortar = await digestPackage(join(folder, 'node_modules/mortar'));
    expect(mortar.digest).not.toBe(await digestAt(folder));
  });
});

test('what is not installed is named, all of it; what is optional may be absent', async () => {
  const files = {
    'package.json': {
      name: 'wall',
      version: '1.0.0',
      dependencies: { sand: '1', lime: '1' },
      optionalDependencies: { paint: '1' },
      peerDependencies: { paper: '1' },
      peerDependenciesMeta: { paper: { optional: true } },
    },
  };
  await withFiles(files, async (folder) => {
    await expect(digestPackage(folder)).rejects.toMatchObject({
      code: 'certificate-invalid',
      message: expect.stringMatching(/sand \(wanted by wall 1\.0\.0\), lime.*npm install/),
    });
    await expect(digestPackage(folder)).rejects.not.toThrow('paint');
  });
});

test('a link, a missing manifest and one without a version are refused', async () => {
  await withFiles({ 'package.json': { name: 'wall', version: '1' }, 'other/package.json': {} }, async (folder) => {
    await expect(digestPackage(join(folder, 'other'))).rejects.toThrow('lacks a name or a version');
    await link(folder, '/etc/hostname', 'linked.js');
    await expect(digestPackage(folder)).rejects.toThrow(/linked\.js is a link.*Put a file in its place/);
    await expect(digestPackage(join(folder, 'absent'))).rejects.toThrow();
  });
});
