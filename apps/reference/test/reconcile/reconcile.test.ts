import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { send, systemToken } from '../crash/crash-round.ts';
import { type BaseplateProcess, runBaseplate } from '../start/run-baseplate.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-reconcile-'));
const data = join(folder, 'data');
const other = join(folder, 'other');
const out = join(folder, 'report');
const config = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const from = config('../start/__fixtures__/small.config.ts');
const to = config('./__fixtures__/other.config.ts');
let record: BaseplateProcess;
let token = '';
let url = '';

const run = async (...words: readonly string[]) => {
  const command = runBaseplate(words, { data, environment: { OTHER_DATA: other } });
  return { code: await command.ended, said: command.said() };
};
const reconcile = (...words: readonly string[]) => run('reconcile', '--from', from, '--to', to, '--out', out, ...words);
const report = () => JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));

async function put(type: string, id: string, resource: object): Promise<void> {
  const text = JSON.stringify({ resourceType: type, id, ...resource });
  const response = await send(url, token, `/${type}/${id}`, text, 'PUT');
  expect(response.status, await response.text()).toBeLessThan(300);
}

beforeAll(async () => {
  record = runBaseplate(['start'], { data });
  url = await record.ready;
  token = await systemToken(data, url);
  await put('Patient', 'p', { name: [{ family: 'Example' }] });
  await put('Binary', 'letter', { contentType: 'text/plain', data: Buffer.from('A letter.').toString('base64') });
  await record.stop('SIGTERM');
  cpSync(data, other, { recursive: true });
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('two assemblies that hold the same are found the same, and the report can be signed', {
  timeout: 120_000,
}, async () => {
  const { code, said } = await reconcile();
  expect(code, said).toBe(0);
  expect(said).toContain('Nothing differs: 2 versions');
  expect(report()).toMatchObject({ result: 'same', patients: { total: 1 } });
  const facts = new Map(
    report().stores.flatMap(
      ({ name, facts: told }: { name: string; facts: readonly { label: string; left: string; right: string }[] }) =>
        told.map(({ label, left, right }) => [`${name}: ${label}`, [left, right]] as const),
    ),
  );
  const [entries] = facts.get('Audit log: Entries') as string[];
  expect(Number(entries)).toBeGreaterThan(2);
  expect(facts.get('Audit log: Entries')).toEqual([entries, entries]);
  const [heads] = facts.get('Audit log: Heads of the chains on the left, hashed together') as string[];
  expect(heads).toMatch(/^[0-9a-f]{32}$/);
  expect(facts.get('Audit log: Heads of the chains on the left, hashed together')).toEqual([heads, heads]);
  expect(facts.get('State: First difference')).toEqual(['none', '']);
  expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('EXAMPLE');
  expect(statSync(join(out, 'report.html')).mode & 0o077).toBe(0);
  const signed = await run('sign', out, '--by', 'A. Clinician', '--reason', 'Compared the sheet.');
  expect(signed.code, signed.said).toBe(0);
  expect(report().signature).toMatchObject({ by: 'A. Clinician' });
  const again = await reconcile();
  expect([again.code, again.said]).toEqual([1, expect.stringContaining('somebody has signed')]);
});

test('what changed in a store beneath its own digests is found, and a quick comparison says that it did not look', {
  timeout: 120_000,
}, async () => {
  rmSync(out, { recursive: true });
  changeText('Example', 'Exchange');
  const quick = await reconcile('--digests');
  expect([quick.code, quick.said]).toEqual([1, expect.stringContaining('1 difference is not explained')]);
  expect(report().differences).toMatchObject([{ kind: 'lost', words: expect.stringContaining('Only the digests') }]);
  const { code, said } = await reconcile();
  changeText('Exchange', 'Example');
  expect([code, said]).toEqual([1, expect.stringContaining('records: content')]);
});

/** As a failing disk or a hand in the file would. */
function changeText(from: string, to: string): void {
  const database = new DatabaseSync(join(other, 'records.db'));
  const { changes } = database.prepare('UPDATE version SET text = replace(text, ?, ?)').run(from, to);
  database.close();
  expect(changes).toBeGreaterThan(0);
}

test('what differs is named and must be explained before anybody can sign', { timeout: 120_000 }, async () => {
  rmSync(out, { recursive: true });
  record = runBaseplate(['start'], { data });
  url = await record.ready;
  token = await systemToken(data, url);
  await put('Patient', 'p', { name: [{ family: 'Changed' }] });
  const documents = join(other, 'documents');
  const kept = readdirSync(documents, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /[0-9a-f]{64}/.test(name),
  );
  expect(kept).toHaveLength(1);
  for (const name of kept) unlinkSync(join(documents, name));

  // The source may be in use meanwhile.
  const { code, said } = await reconcile();
  await record.stop('SIGTERM');
  expect([code, said]).toEqual([1, expect.stringMatching(/\d differences are not explained/)]);
  const { differences } = report();
  const kinds = differences.map(({ store, kind }: { store: string; kind: string }) => `${store} ${kind}`);
  expect(kinds.slice(0, 2)).toEqual(['records missing', 'documents missing']);
  // The start and the write have left their entries in the audit, and what the process keeps for itself in the state.
  const words = differences
    .slice(2)
    .map(({ store, words: told }: { store: string; words: string }) => `${store}: ${told}`);
  expect(words).toContainEqual(expect.stringMatching(/^audit: Chain \S+: .* ends before entry 1\.$/));
  expect(words).toContainEqual(expect.stringMatching(/^state: Namespace \S+: /));

  const refused = await run('sign', out, '--by', 'A. Clinician', '--reason', 'In a hurry.');
  expect([refused.code, refused.said]).toEqual([1, expect.stringContaining('cannot be signed')]);
  const ids = differences.map(({ id }: { id: string }) => id).join(',');
  const explained = await run(
    'sign',
    out,
    '--explain',
    ids,
    '--by',
    'A. Clinician',
    '--reason',
    'Written after the copy.',
  );
  expect(explained.code, explained.said).toBe(0);
  // Explanations go on into the next report about the same stores.
  const again = await reconcile();
  expect([again.code, again.said]).toEqual([0, expect.stringMatching(/\d differences, all explained/)]);
  expect((await run('sign', out, '--by', 'A. Clinician', '--reason', 'Seen.')).code).toBe(0);

  const tampered = report();
  writeFileSync(join(out, 'report.json'), JSON.stringify({ ...tampered, made: '2020-01-01T00:00:00.000Z' }));
  const found = await run('sign', out, '--by', 'B. Clinician', '--reason', 'Seen too.');
  expect([found.code, found.said]).toEqual([2, expect.stringContaining('not what was signed')]);
});

test('says what is missing in the words of the command', async () => {
  const { code, said } = await run('reconcile', '--from', from);
  expect([code, said]).toEqual([2, expect.stringContaining('--to FILE')]);
});
