import { createMemoryRecordDisk, createMemoryRecordStore, createMemoryStateStore } from '@baseplate-epr/conformance';
import { BaseplateError } from '@baseplate-epr/contracts';
import { beforeEach, describe, expect, test } from 'vitest';
import { clinician, holderOf } from '../__fixtures__/people.ts';
import { observationText, patientText } from '../__fixtures__/resources.ts';
import { administrator, extensionOf, searchParameterText } from '../__fixtures__/search-parameters.ts';
import { type TestRecord, testRecord } from '../__fixtures__/test-record.ts';
import type { RecordSession } from '../session/record-session.ts';

const nick = (value: string) => ({ extension: [extensionOf('nickname', { valueString: value })] });

let here: TestRecord;
let session: RecordSession;

beforeEach(async () => {
  here = await testRecord();
  session = here.as(clinician);
});

const addParameter = (code: string, more: object = {}, by = here) =>
  by.as(administrator).update({ type: 'SearchParameter', id: code, text: searchParameterText(code, more) });
const addPatient = (id: string, more: object = {}) =>
  session.update({ type: 'Patient', id, text: patientText('Test', { id, ...more }) });
const finish = (by = here) => by.as(administrator).reindex({ milliseconds: 60_000 });

async function find(query: string, { type = 'Patient', by = here } = {}) {
  const parameters = [...new URLSearchParams(query)];
  const { matches, included, issues } = await by
    .as(clinician)
    .search({ types: [type], parameters, handling: 'lenient' });
  return {
    ids: matches.map(({ id }) => id),
    included: included.map(({ id }) => id),
    said: issues.map(({ diagnostics }) => diagnostics),
  };
}

test('until a record indexed by an older release is reindexed, every search says that results may be missing', async () => {
  const disk = createMemoryRecordDisk();
  const first = await testRecord({ stores: { records: createMemoryRecordStore({ disk }) } });
  await first.as(clinician).update({ type: 'Patient', id: 'p', text: patientText('Test', { id: 'p' }) });
  expect((await find('family=test', { by: first })).said).toEqual([]);
  // A state store that knows nothing of the index, as a record has that was filled by a release before it.
  const upgraded = await testRecord({ stores: { records: createMemoryRecordStore({ disk }) } });
  const beside = await testRecord({
    stores: { records: createMemoryRecordStore({ disk }), state: upgraded.stores.state },
  });
  for (const by of [upgraded, beside]) {
    const { ids, said } = await find('family=test', { by });
    expect(ids).toEqual(['p']);
    expect(said).toEqual([expect.stringMatching(/older release.*may be missing.*baseplate reindex/)]);
  }
  await finish(upgraded);
  for (const by of [upgraded, beside]) expect((await find('family=test', { by })).said).toEqual([]);
});

test('a reindexing whose page was begun in a store that has been given up begins that type again', async () => {
  const memory = createMemoryRecordStore();
  let lost = 0;
  const records = {
    ...memory,
    search: (query: Parameters<typeof memory.search>[0]) => {
      if (query.cursor === undefined || lost > 0) return memory.search(query);
      lost += 1;
      return Promise.reject(new BaseplateError({ code: 'query-invalid', message: 'given up' }));
    },
  };
  const by = await testRecord({ stores: { records } });
  for (let number = 0; number < 120; number += 1)
    await by
      .as(clinician)
      .update({ type: 'Patient', id: `p${number}`, text: patientText('Test', { id: `p${number}`, ...nick('Bob') }) });
  await addParameter('nickname', {}, by);
  expect(await finish(by)).toMatchObject({ state: 'complete', failed: 0 });
  expect(lost).toBe(1);
  expect((await find('nickname=Bob&_count=200', { by })).ids).toHaveLength(120);
});

test('large resources are put down a few at a time, since every write waits for it', async () => {
  const memory = createMemoryRecordStore();
  const commits: number[] = [];
  const records = {
    ...memory,
    index: (options: Parameters<typeof memory.index>[0]) => {
      commits.push(options.entries.reduce((sum, { entries }) => sum + entries.length, 0));
      return memory.index(options);
    },
  };
  const large = await testRecord({ stores: { records } });
  const identifier = Array.from({ length: 2000 }, (_, index) => ({ system: 'urn:x', value: `v${index}` }));
  for (let number = 0; number < 8; number += 1) {
    const text = patientText('Test', { id: `p${number}`, identifier });
    await large.as(clinician).update({ type: 'Patient', id: `p${number}`, text });
  }
  const report = await large.as(administrator).reindex({ milliseconds: 60_000, everything: true });
  expect(report).toMatchObject({ state: 'complete', done: 8, failed: 0 });
  expect(Math.max(...commits)).toBeLessThan(8000);
  expect(commits.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(8 * 2000);
  expect((await find('identifier=v1999', { by: large })).ids).toHaveLength(8);
});

describe('a new search parameter', () => {
  test('is offered once every resource is indexed by it, and finds old and new ones', async () => {
    await addPatient('old', nick('Ann'));
    await addParameter('nickname');
    await addPatient('new', nick('Anna'));
    const early = await find('nickname=ann');
    expect(early.said).toEqual([expect.stringMatching(/still being indexed.*left out/s)]);
    const strict = session.search({ types: ['Patient'], parameters: [['nickname', 'ann']], handling: 'strict' });
    await expect(strict).rejects.toMatchObject({
      status: 400,
      issues: [{ diagnostics: expect.stringContaining('still being indexed') }],
    });
    expect((await here.record.searchParameters()).parameter('Patient', 'nickname')).toBeUndefined();

    expect(await finish()).toMatchObject({ state: 'complete', done: 2, total: 2, failed: 0, waiting: 0 });
    expect(await find('nickname=ann')).toEqual({ ids: ['new', 'old'], included: [], said: [] });
    expect((await here.record.searchParameters()).parameter('Patient', 'nickname')).toBeDefined();
    expect((await find('nickname:missing=true')).ids).toEqual([]);
    expect((await find('_sort=-nickname')).ids).toEqual(['new', 'old']);
  });

  test('is taken out by deleting or retiring it, and waits again when it comes back', async () => {
    await addParameter('nickname');
    await finish();
    await addParameter('nickname', { status: 'retired' });
    await addPatient('between', nick('Ann'));
    expect((await find('nickname=ann')).said).toEqual([expect.stringContaining('not a search parameter')]);
    await addParameter('nickname');
    expect((await find('nickname=ann')).said).toEqual([expect.stringContaining('still being indexed')]);
    await finish();
    expect((await find('nickname=ann')).ids).toEqual(['between']);
    await here.as(administrator).delete({ type: 'SearchParameter', id: 'nickname' });
    expect((await find('nickname=ann')).said).toEqual([expect.stringContaining('not a search parameter')]);
  });

  test('is refused if it cannot take effect, by itself or beside what is there', async () => {
    const refused = (code: string, more: object) =>
      expect(addParameter(code, more)).rejects.toMatchObject({ status: 422 });
    await refused('x', { expression: 'Patient.name.where(' });
    await refused('birthdate', { expression: 'Patient.birthDate', type: 'date' });
    await addParameter('nickname');
    await refused('other', { code: 'nickname' });
    await addParameter('nickname', { description: 'The same again' });
    const { issues } = await session.validate({ text: searchParameterText('other', { code: 'nickname' }) });
    expect(issues).toContainEqual(expect.objectContaining({ severity: 'error', expression: 'SearchParameter.code' }));
  });

  test('works in chains, the other way round, and for includes', async () => {
    await addPatient('p', nick('Ann'));
    await session.update({
      type: 'Practitioner',
      id: 'd',
      text: JSON.stringify({ resourceType: 'Practitioner', id: 'd' }),
    });
    const extension = [extensionOf('checked-by', { valueReference: { reference: 'Practitioner/d' } })];
    await session.update({ type: 'Observation', id: 'o', text: observationText('Patient/p', { id: 'o', extension }) });
    await addParameter('nickname');
    await addParameter('checked-by', {
      base: ['Observation'],
      type: 'reference',
      target: ['Practitioner'],
      expression: "Observation.extension('http://example.org/StructureDefinition/checked-by').value",
    });
    expect((await find('checked-by:Practitioner._id=d', { type: 'Observation' })).said).toEqual([
      expect.stringContaining('still being indexed'),
    ]);
    expect((await find('_include=Observation:checked-by', { type: 'Observation' })).said).toEqual([
      expect.stringContaining('still being indexed'),
    ]);
    await finish();
    const of = { type: 'Observation' };
    expect((await find('subject:Patient.nickname=ann', of)).ids).toEqual(['o']);
    expect((await find('subject:Patient.nickname=bob', of)).ids).toEqual([]);
    expect((await find('checked-by:Practitioner._id=d', of)).ids).toEqual(['o']);
    expect((await find('_include=Observation:checked-by', of)).included).toEqual(['d']);
    expect((await find('_has:Observation:checked-by:status=final', { type: 'Practitioner' })).ids).toEqual(['d']);
    expect((await find('_revinclude=Observation:checked-by', { type: 'Practitioner' })).included).toEqual(['o']);
    expect((await find('checked-by:missing=false', of)).ids).toEqual(['o']);
  });

  test('a composite of R4’s parameters joins what stands in one element', async () => {
    const reaction = (text: string, severity: string) => ({
      manifestation: [{ text, coding: [{ system: 's', code: text }] }],
      severity,
    });
    const allergy = (id: string, ...reactions: object[]) =>
      session.update({
        type: 'AllergyIntolerance',
        id,
        text: JSON.stringify({
          resourceType: 'AllergyIntolerance',
          clinicalStatus: {
            coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active' }],
          },
          id,
          patient: { reference: 'Patient/p' },
          reaction: reactions,
        }),
      });
    await allergy('a', reaction('hives', 'severe'), reaction('cough', 'mild'));
    await allergy('b', reaction('hives', 'mild'), reaction('cough', 'severe'));
    await addParameter('reaction-severity', {
      base: ['AllergyIntolerance'],
      type: 'composite',
      expression: 'AllergyIntolerance.reaction',
      component: [
        {
          definition: 'http://hl7.org/fhir/SearchParameter/AllergyIntolerance-manifestation',
          expression: 'manifestation',
        },
        { definition: 'http://hl7.org/fhir/SearchParameter/AllergyIntolerance-severity', expression: 'severity' },
      ],
    });
    await finish();
    expect((await find('reaction-severity=hives$severe', { type: 'AllergyIntolerance' })).ids).toEqual(['a']);
  });
});

describe('reindex', () => {
  test('leaves the record as if the parameter had been there from the beginning', async () => {
    const write = async (by: TestRecord) => {
      for (let n = 0; n < 30; n += 1) {
        const text = patientText(`Name ${n}`, {
          id: `p${n}`,
          ...nick(`Nick ${n % 7}`),
          birthDate: `19${50 + n}-01-01`,
        });
        await by.as(clinician).update({ type: 'Patient', id: `p${n}`, text });
        const extension = [extensionOf('nickname', { valueString: `of ${n}` })];
        await by.as(clinician).update({
          type: 'Observation',
          id: `o${n}`,
          text: observationText(`Patient/p${n}`, { id: `o${n}`, extension }),
        });
      }
      await by.as(clinician).putBinary({
        id: 'b',
        contentType: 'text/plain',
        content: new Blob(['x']).stream(),
        securityContext: 'Patient/p1',
      });
      await by.as(clinician).delete({ type: 'Patient', id: 'p3' });
    };
    const make = async () => {
      const disk = createMemoryRecordDisk();
      return { disk, by: await testRecord({ stores: { records: createMemoryRecordStore({ disk }) } }) };
    };
    const parameter = {
      base: ['DomainResource'],
      expression: "extension('http://example.org/StructureDefinition/nickname').value",
    };
    const first = await make();
    await addParameter('nickname', parameter, first.by);
    await write(first.by);
    const later = await make();
    await write(later.by);
    await addParameter('nickname', parameter, later.by);
    await later.by.as(administrator).reindex({ milliseconds: 60_000, everything: true });
    const entries = ({ disk }: typeof later) =>
      Object.fromEntries(
        [...disk.current]
          .map(([name, resource]) => [name, resource.entries] as const)
          .sort(([left], [right]) => (left < right ? -1 : 1)),
      );
    expect(entries(later)).toEqual(entries(first));
    expect(JSON.stringify(entries(later))).toContain('of 29');
  });

  test('goes on where it was, however often it is stopped', async () => {
    for (let n = 0; n < 250; n += 1) await addPatient(`p${n}`, nick(`Nick ${n}`));
    await addParameter('nickname');
    const seen: number[] = [];
    for (let calls = 0; calls < 50; calls += 1) {
      const { state, done } = await stretch(here);
      seen.push(done);
      if (state !== 'running') break;
    }
    expect(seen).toEqual([100, 200, 250, 250]);
    expect((await find('nickname=nick 24&_total=accurate')).ids).toHaveLength(11);
  });

  test('two at once count every resource once', async () => {
    for (let n = 0; n < 250; n += 1) await addPatient(`p${n}`, nick(`Nick ${n}`));
    await addParameter('nickname');
    const other = await testRecord({ stores: here.stores });
    const reports = await Promise.all([finish(), finish(other), finish()]);
    for (const report of reports) expect(report).toMatchObject({ state: 'complete', done: 250, failed: 0 });
    expect((await find('nickname=nick', { by: other })).said).toEqual([]);
  });

  test('what another process writes with the parameters of before is refused, and written with those of now', async () => {
    const other = await testRecord({ stores: here.stores });
    await addParameter('nickname');
    await finish();
    await other.as(clinician).update({ type: 'Patient', id: 'x', text: patientText('X', { id: 'x', ...nick('Ann') }) });
    expect((await find('nickname=ann')).ids).toEqual(['x']);
    expect((await find('nickname=ann', { by: other })).ids).toEqual(['x']);
    await here.as(administrator).delete({ type: 'SearchParameter', id: 'nickname' });
    expect((await find('nickname=ann', { by: other })).said).toEqual([
      expect.stringContaining('not a search parameter'),
    ]);
  });

  test('a parameter that comes meanwhile makes it begin anew', async () => {
    for (let n = 0; n < 250; n += 1) await addPatient(`p${n}`, nick(`Nick ${n}`));
    await addParameter('nickname');
    await stretch(here);
    await stretch(here);
    await addParameter('second', {
      expression: "Patient.extension('http://example.org/StructureDefinition/nickname').value",
    });
    expect((await finish()).done).toBe(250);
    expect((await find('second=nick 24')).ids).toHaveLength(11);
  });

  test('says what could not be indexed, and then offers nothing', async () => {
    await addPatient('good', nick('Ann'));
    await addParameter('nickname');
    const broken = {
      type: 'Patient',
      id: 'bad',
      versionId: '1',
      lastUpdated: 0,
      deleted: false,
      text: '{"resourceType":',
      compartments: [],
      entries: [],
    };
    await here.stores.records.load({ versions: [broken] });
    const report = await here.as(clinician).reindex({ milliseconds: 60_000 });
    expect(report).toMatchObject({
      state: 'due',
      done: 2,
      failed: 1,
      failures: [{ type: 'Patient', id: 'bad' }],
      waiting: 1,
    });
    const blind = await here.as(administrator).reindexing({});
    expect(blind).toMatchObject({ failed: 1, failures: [] });
    expect((await find('nickname=ann')).said).toHaveLength(1);
  });

  test('is for those who may change every search parameter, and is audited', async () => {
    for (const scope of ['user/*.rs', 'user/SearchParameter.rs', 'user/Patient.cruds']) {
      const call = here.as(holderOf(scope)).reindex({});
      await expect(call).rejects.toMatchObject({ status: 403 });
      await expect(here.as(holderOf(scope)).reindexing({})).rejects.toMatchObject({ status: 403 });
    }
    await finish();
    const kinds = (await here.audited()).filter(({ action }) => action.startsWith('reindex')).map(({ kind }) => kind);
    expect(kinds).toEqual([...Array.from({ length: 6 }, () => 'refusal'), 'event']);
  });

  test('is due for a record that was written before its index was kept', async () => {
    await addPatient('p', nick('Ann'));
    const state = createMemoryStateStore();
    const later = await testRecord({ stores: { ...here.stores, state } });
    expect(await later.as(administrator).reindexing({})).toMatchObject({ state: 'due', rules: true });
    expect(await finish(later)).toMatchObject({ state: 'complete', done: 1, rules: false });
  });
});

/** One batch: the clock says at the second look that the time is over. */
async function stretch(by: TestRecord) {
  const { clock } = by;
  const search = by.stores.records.search;
  by.stores.records.search = (query) => {
    if (query.count === 100) clock.advance(1000);
    return search(query);
  };
  try {
    return await by.as(administrator).reindex({ milliseconds: 1000 });
  } finally {
    by.stores.records.search = search;
  }
}
