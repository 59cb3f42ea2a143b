import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPackage } from './read-package.ts';

const profile = (name: string) => ({
  resourceType: 'StructureDefinition',
  id: name,
  url: `https://example.org/${name}`,
});
const inXml = `<ValueSet xmlns="http://hl7.org/fhir"><id value="vs"/><url value="https://example.org/vs"/></ValueSet>`;
const manifest = JSON.stringify({ name: 'example.package', version: '1.2.3' });

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'package-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function archive(files: Readonly<Record<string, string>>): Promise<string> {
  const entries = Object.entries(files).map(([name, body]) => ({
    header: { name, size: Buffer.byteLength(body) },
    body,
  }));
  const path = join(folder, 'example.tgz');
  await writeFile(path, gzipSync(await packTar(entries)));
  return path;
}

test('reads a .tgz as registries hand it out, and leaves its examples out', async () => {
  const path = await archive({
    'package/package.json': manifest,
    'package/.index.json': '{}',
    'package/StructureDefinition-a.json': JSON.stringify(profile('a')),
    'package/CapabilityStatement-c.json': JSON.stringify({ resourceType: 'CapabilityStatement' }),
    'package/broken.json': '{',
    'package/example/StructureDefinition-x.json': JSON.stringify(profile('x')),
  });
  const read = await readPackage(path);
  expect(read).toMatchObject({ name: 'example.package', version: '1.2.3', passedOver: 1 });
  expect(read.definitions.map(({ parsed }) => parsed.resource.id)).toEqual(['a']);
  expect(read.unreadable).toMatchObject([{ file: 'package/broken.json' }]);
});

test('reads a folder of loose resources, in JSON and XML', async () => {
  await mkdir(join(folder, 'definitions/examples'), { recursive: true });
  await writeFile(join(folder, 'definitions/a.json'), JSON.stringify(profile('a')));
  await writeFile(join(folder, 'definitions/vs.xml'), inXml);
  await writeFile(join(folder, 'definitions/examples/b.json'), JSON.stringify(profile('b')));
  await writeFile(join(folder, 'readme.md'), '#');
  const read = await readPackage(folder);
  expect(read).toMatchObject({ version: 'unversioned', unreadable: [] });
  expect(read.definitions.map(({ parsed }) => parsed.resource.url)).toEqual([
    'https://example.org/a',
    'https://example.org/vs',
  ]);
  await writeFile(join(folder, 'package.json'), manifest);
  expect(await readPackage(folder)).toMatchObject({ name: 'example.package', version: '1.2.3' });
});

test('says what is wrong with what is no package', async () => {
  await expect(readPackage(join(folder, 'missing'))).rejects.toMatchObject({ code: 'input-invalid' });
  await expect(readPackage(folder)).rejects.toThrow('no profiles, value sets or code systems');
  await writeFile(join(folder, 'other.tgz'), 'not an archive');
  await expect(readPackage(join(folder, 'other.tgz'))).rejects.toThrow('cannot be read as a gzipped tar archive');
});
