import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadConfiguration } from './load-configuration.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-configuration-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const module = (contract: string) =>
  `{ contract: '${contract}', contractVersion: 1, package: 'p', module: 'file:///p.js', factory: 'f', options: {} }`;
const whole = `export default {
  organisation: { name: 'Riverside', odsCode: 'RXX01' },
  hosting: { server: ${module('host')}, identity: ${module('identity')} },
  data: { records: ${module('record-store')}, documents: ${module('document-store')}, audit: ${module('audit-log')}, state: ${module('state-store')} },
  services: [${module('digital-service')}],
};`;

test('takes what the file exports, as data', async () => {
  expect(await loadConfiguration(file('whole.config.ts', whole))).toMatchObject({ organisation: { odsCode: 'RXX01' } });
});

test('a number that is none stays one, for its module to refuse', async () => {
  const none = whole.replace('options: {}', 'options: { port: Number("abc") }');
  const { hosting } = await loadConfiguration(file('none.config.ts', none));
  expect(hosting.server.options).toEqual({ port: Number.NaN });
});

test('reports every mistake at once', async () => {
  const mistaken = file(
    'mistaken.config.ts',
    `export default { organisation: { name: '', odsCode: 'x' }, hosting: { server: ${module('identity')}, publicOrigin: 'x' }, data: { records: 7, documents: { ...${module('document-store')}, contractVersion: 9 } }, service: [], limits: { depth: -1 } };`,
  );
  const error: unknown = await loadConfiguration(mistaken).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'configuration-invalid' });
  const { problems } = (error as { details: { problems: string[] } }).details;
  expect(problems.map((problem) => problem.split(':', 1)[0])).toEqual([
    'service',
    'organisation.name',
    'organisation.odsCode',
    'hosting.server',
    'hosting.identity',
    'data.records',
    'data.documents',
    'data.audit',
    'data.state',
    'hosting.publicOrigin',
    'services',
    'limits.depth',
  ]);
});

test.each([
  ['throwing', "throw new Error('PORT is missing');", 'PORT is missing'],
  ['malformed', 'export default {', 'cannot be evaluated'],
  ['empty', 'export const x = 1;', 'not an assembly'],
  ['living', 'export default { organisation: { name: () => "" } };', 'could not be cloned'],
  ['exiting', 'process.exit(3);', 'exit code 3'],
])('says why a %s file cannot be used', async (name, text, words) => {
  await expect(loadConfiguration(file(`${name}.config.ts`, text))).rejects.toMatchObject({
    code: 'configuration-invalid',
    message: expect.stringContaining(words),
  });
});

test('a file that was given too little time is not called wrong: it says how long was waited, and how busy the machine is', async () => {
  const slow = file('slow.config.ts', 'await new Promise((resolve) => setTimeout(resolve, 60_000));');
  await expect(loadConfiguration(slow, { longest: 1000 })).rejects.toMatchObject({
    code: 'module-unavailable',
    message: expect.stringMatching(
      /had not ended after 1 second .*too busy \(load average [\d.]+ on \d+ processors?\).*then try again\.$/,
    ),
  });
});

test('a process that was ended from outside says nothing about the file', async () => {
  const killed = file('killed.config.ts', "process.kill(process.pid, 'SIGKILL');");
  await expect(loadConfiguration(killed)).rejects.toMatchObject({
    code: 'module-unavailable',
    message: expect.stringMatching(/ended from outside \(SIGKILL\)/),
  });
});

test('says where it looked for a file that is not there', async () => {
  await expect(loadConfiguration(join(folder, 'nowhere.ts'))).rejects.toMatchObject({
    message: expect.stringContaining('nowhere.ts'),
  });
});
