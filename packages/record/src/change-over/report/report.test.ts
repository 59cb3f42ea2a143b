import { BaseplateError, type RecordStore } from '@baseplate-epr/contracts';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TestRecord } from '../../__fixtures__/test-record.ts';
import { copyOf, populatedRecord } from '../__fixtures__/population.ts';
import { compareRecords } from '../compare-records.ts';
import { compareNewest } from '../newest/compare-newest.ts';
import { gatherReconciliation } from './gather-reconciliation.ts';
import { reconciliationPage } from './page/reconciliation-page.ts';
import { type ReconciliationInput, reconciliationReport } from './reconciliation-report.ts';
import { explain, isAsSigned, signOff } from './sign-off.ts';

const at = Date.UTC(2026, 10, 29, 14, 5);
const sides = { left: 'the old file', right: 'the new server' };
const who = { by: 'A. Clinician, CCIO', at };

let here: TestRecord;
let same: RecordStore;
/** One allergy without its reaction, one result missing. */
let changed: RecordStore;

const isResult = ({ type, text }: { type: string; text: string }) =>
  type === 'Observation' && text.includes('"laboratory"');

beforeAll(async () => {
  here = await populatedRecord();
  same = await copyOf(here);
  let left = false;
  changed = await copyOf(here, (version) => {
    if (version.type === 'AllergyIntolerance') {
      const { reaction: _, ...rest } = JSON.parse(version.text);
      return { ...version, text: JSON.stringify({ ...rest, code: { text: 'Peanut <b>&' } }) };
    }
    if (!isResult(version) || left) return version;
    left = true;
    return undefined;
  });
});

async function reportOf(right: RecordStore, more: Partial<ReconciliationInput> = {}, every = false) {
  const left = here.stores.records;
  const records = await compareRecords({ left, right, every });
  const gathered = await gatherReconciliation({ left, right, records, clock: here.clock, random: () => 0.5 });
  return reconciliationReport({ organisation: 'Riverside NHS Trust', at, sides, records, gathered, ...more });
}

test('of two stores that are the same: counts, patients, sample sheet, and nothing else', async () => {
  const report = await reportOf(same);
  const { versions } = await here.stores.records.changes({ limit: 10_000 });
  expect(report).toMatchObject({ result: 'same', differences: [], notes: [] });
  expect(report.buckets.versions).toEqual({ left: versions.length, right: versions.length });
  for (const { type, versions: counts, resources } of report.types) {
    const { length } = versions.filter((version) => version.type === type);
    expect([type, counts, resources]).toEqual([type, { left: length, right: length }, { left: length, right: length }]);
  }
  expect(report.types.reduce((sum, { versions: counts }) => sum + (counts.left ?? 0), 0)).toBe(versions.length);
  expect(report.patients).toMatchObject({ total: 3, different: 0 });
  expect(report.sample).toHaveLength(3);
  for (const { rows } of report.sample) for (const { left, right } of rows) expect(right).toEqual(left);
  const mary = report.sample.find(({ rows }) => rows[0]?.left[0]?.startsWith('EDWARDS, Mary'));
  const rows = new Map(mary?.rows.map(({ heading, left }) => [heading, left.join('; ')]));
  expect(rows.get('NHS No.')).toMatch(/^999 \d{3} \d{4}$/);
  expect(rows.get('Born')).toMatch(/^\d{2}-\w{3}-\d{4}$/);
  expect(rows.get('Medicines')).toContain('DOSE');
  expect(rows.get('Latest results')).toMatch(/\d{2}:\d{2} .+: /);
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
});

test('of stores that differ: every difference in words, and the patients they are about first on the sheet', async () => {
  const report = await reportOf(changed);
  expect(report.result).toBe('unexplained');
  const missing = report.differences.filter(({ kind }) => kind === 'missing');
  expect(missing).toEqual([
    expect.objectContaining({ words: 'Missing in the new server.', resource: expect.stringMatching(/^Observation\//) }),
  ]);
  expect(report.differences.some(({ words }) => words === 'Differs in the text.')).toBe(true);
  const [first] = report.sample;
  const differing = new Set(report.differences.flatMap(({ patients }) => patients));
  expect(differing.has(first?.id ?? '')).toBe(true);
  expect(report.patients.different).toBe(differing.size);
  const again = await reportOf(changed);
  expect(again.differences).toEqual(report.differences);
});

test('a patient of whom a store has lost something without noticing is among those that differ, and first on the sheet', async () => {
  // Its digests and counts are those of what it was given.
  const { read, changes, history } = changed;
  const forgetful: RecordStore = { ...same, read, changes, history };
  const report = await reportOf(forgetful, {}, true);
  expect(report.compartments.different).toBe(0);
  const named = new Set(report.differences.flatMap(({ patients }) => patients));
  expect(named.size).toBeGreaterThan(0);
  expect(report.patients.different).toBe(named.size);
  expect(report.sample.slice(0, named.size).map(({ id }) => id)).toEqual(expect.arrayContaining([...named]));
  const page = reconciliationPage(report);
  const [before = ''] = page.split('<summary>Patients that are the same');
  for (const id of named) expect(before).toMatch(new RegExp(`<tr class="off"><th scope="row">${id}`));
  expect(page).not.toContain('the versions of each are the same on both sides');
  expect(page).toMatch(/<tr class="off"><th scope="row">AllergyIntolerance/);
  expect(page).not.toContain('every version arrived as it was');
});

test('says why versions were rejected, what no search finds, and what could not be read', async () => {
  const [version] = (await here.stores.records.changes({ limit: 1 })).versions;
  if (version === undefined) throw new Error('The record is empty.');
  const { type, id, versionId } = version;
  const right = await copyOf(here, (one) => (one.id === id ? undefined : one));
  const report = await reportOf(right, {
    rejected: [{ type, id, versionId, reason: 'It is too large.' }],
    unindexed: [{ type: 'Patient', id: 'x', versionId: '1', reason: 'It is no JSON.' }],
    unreadable: [{ after: { type, id, versionId }, reason: 'A row is damaged.' }],
    loss: ['The history before the newest version of 12 resources.'],
    transformed: ['The server has set its own times.'],
  });
  expect(report.differences.map(({ words }) => words)).toEqual([
    'The history before the newest version of 12 resources.',
    'Missing in the new server. It was rejected: It is too large.',
    'It is in the new server, but no search finds it: It is no JSON.',
  ]);
  expect(report.notes.map(({ kind }) => kind)).toEqual([
    'lost',
    'transformed',
    'rejected',
    'not-indexed',
    'unreadable',
  ]);
});

describe('signing', () => {
  test('is refused while a difference is unexplained, and possible once each is', async () => {
    let report = await reportOf(changed);
    expect(() => signOff({ report, reason: 'Compared.', ...who })).toThrow(/not explained.*Explain each/);
    const ids = report.differences.map(({ id }) => id);
    report = explain({ report, differences: ids.slice(1), reason: 'Planted.', ...who });
    expect(report.result).toBe('unexplained');
    expect(() => signOff({ report, reason: 'Compared.', ...who })).toThrow('1 of the differences is not explained');
    report = explain({ report, differences: ids.slice(0, 1), reason: 'Planted too.', ...who });
    expect(report.result).toBe('explained');
    const signed = signOff({ report, reason: 'Compared.', ...who });
    expect(isAsSigned(signed)).toBe(true);
    expect(signed.differences[0]?.explanation?.reason).toBe('Planted too.');
    const explanations = Object.fromEntries(
      report.differences.map(({ id, explanation }) => [id, explanation ?? { ...who, at: '', reason: '' }]),
    );
    expect((await reportOf(changed, { explanations })).result).toBe('explained');
  });

  test('gives a digest that any change breaks, and that writing and reading does not', async () => {
    const signed = signOff({ report: await reportOf(same), reason: 'Compared.', ...who });
    expect(isAsSigned(JSON.parse(JSON.stringify(signed)))).toBe(true);
    expect(isAsSigned({ ...signed, made: '2026-01-01T00:00:00.000Z' })).toBe(false);
    expect(isAsSigned({ ...signed, signature: { ...signed.signature, by: 'Somebody else' } })).toBe(false);
    const [patient, ...others] = signed.sample;
    if (patient === undefined) throw new Error('The sample is empty.');
    expect(isAsSigned({ ...signed, sample: [{ ...patient, id: 'other' }, ...others] })).toBe(false);
    expect(isAsSigned(await reportOf(same))).toBe(false);
  });

  test('needs a name and a reason, and cannot explain what is not named', async () => {
    const report = await reportOf(same);
    expect(() => signOff({ report, by: ' ', reason: 'x', at })).toThrow(/who you are/);
    expect(() => explain({ report, differences: ['none'], reason: 'x', ...who })).toThrow(/no such difference/);
    const left = here.stores.records;
    const records = await compareRecords({ left, right: changed, differenceLimit: 1 });
    const incomplete = await reportOf(changed, { records });
    const id = incomplete.differences.find(({ kind }) => kind === 'incomplete')?.id ?? '';
    expect(() => explain({ report: incomplete, differences: [id], reason: 'x', ...who })).toThrow(
      /cannot be explained/,
    );
  });

  test('is not done twice: nobody takes the place of who has signed', async () => {
    const signed = signOff({ report: await reportOf(same), reason: 'Compared.', ...who });
    expect(() => signOff({ report: signed, by: 'Somebody else', reason: 'Me too.', at })).toThrow(
      'signed by A. Clinician, CCIO on 29-Nov-2026 14:05',
    );
  });

  test('an explanation takes a signature away', async () => {
    let report = await reportOf(changed);
    const differences = report.differences.map(({ id }) => id);
    report = signOff({ report: explain({ report, differences, reason: 'Planted.', ...who }), reason: 'Seen.', ...who });
    expect(explain({ report, differences, reason: 'Otherwise.', ...who }).signature).toBeUndefined();
  });
});

describe('the page', () => {
  test('says the result in large, and holds no script and no address', async () => {
    const page = reconciliationPage(await reportOf(same));
    expect(page).toContain('<strong>Nothing differs</strong>');
    expect(page).toContain('Sample sheet for a clinician');
    expect(page).not.toMatch(/<script|https?:|src=|@import|url\(/);
    expect(page.match(/<h1>/g)).toHaveLength(1);
  });

  test('marks what differs in words, and writes data as text', async () => {
    const report = await reportOf(changed);
    const page = reconciliationPage(report);
    expect(page).toMatch(new RegExp(`<strong>${report.differences.length} differences not explained</strong>`));
    expect(page).toContain('Peanut &lt;b&gt;&amp;');
    expect(page).not.toContain('Peanut <b>');
    expect(page).toContain('<span class="differs">Differs</span>');
  });

  test('names patients only on the sample sheet', async () => {
    const page = reconciliationPage(await reportOf(changed));
    const [before = ''] = page.split('Sample sheet for a clinician');
    expect(before).not.toContain('EDWARDS');
    expect(before).not.toMatch(/999 \d{3} \d{4}/);
  });

  test('shows who has signed, and so much of a long list as can be read', async () => {
    const report = await reportOf(same);
    const page = reconciliationPage(signOff({ report, reason: 'Compared ten charts.', ...who }));
    expect(page).toMatch(/Signed<\/b> by A. Clinician, CCIO on 29-Nov-2026 14:05: Compared ten charts\./);
    const loss = Array.from({ length: 700 }, (_, number) => `Loss ${number}`);
    expect(reconciliationPage(await reportOf(same, { loss }))).toContain('The first 500 of 700 differences');
  });
});

test('a store that cannot count or search says so where the answer would stand', async () => {
  const costly = () => Promise.reject(new BaseplateError({ code: 'query-too-costly', message: 'Too much.' }));
  const report = await reportOf({ ...same, history: costly, search: costly });
  expect(report.types[0]?.resources.right).toBeUndefined();
  const lines = report.sample[0]?.rows.find(({ heading }) => heading === 'Allergies')?.right;
  expect(lines).toEqual(['Source unavailable (query-too-costly)']);
  expect(reconciliationPage(report)).toContain('not counted');
});

test('where no history went over, patients are counted by what their resources say now', async () => {
  const { records: left } = here.stores;
  const { versions } = await left.changes({ limit: 10_000 });
  const mary = versions.find(({ type }) => type === 'Patient');
  const before = await copyOf(here);
  if (mary === undefined) throw new Error('There is no patient.');
  await before.load({ versions: [{ ...mary, versionId: '2', entries: [] }] });
  const records = await compareNewest({ left: before, right: left });
  const gathered = await gatherReconciliation({
    left: before,
    right: left,
    records,
    clock: here.clock,
    sampleSize: 0,
    random: () => 0.5,
  });
  const report = reconciliationReport({ at, sides, records, gathered });
  expect(report).toMatchObject({ newestOnly: true, patients: { total: 3, different: 0 } });
  expect(report.compartments.versions.left).toBeGreaterThan(3);
  expect(report.types.find(({ type }) => type === 'Patient')?.versions).toEqual({ left: 4, right: 3 });
  const page = reconciliationPage(report);
  expect(page).not.toContain('Differs');
  expect(page).not.toContain('0'.repeat(32));
  expect(page).toContain('What each resource of the old file says now');
  expect(page).not.toMatch(/All of the old file|every version/);
  expect(page).toContain('This report was made by a change-over');
});
