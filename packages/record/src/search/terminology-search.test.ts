import { describe, expect, test } from 'vitest';
import { clinician, holderOf } from '../__fixtures__/people.ts';
import { testRecord } from '../__fixtures__/test-record.ts';
import type { RecordLimits } from '../record-limits.ts';

const sct = 'http://snomed.info/sct';
const other = 'http://acme.org/codes';
const codes = ['liver', 'neoplasm', 'carcinoma', 'flu', 'none'] as const;

async function clinic(limits: Partial<RecordLimits> = {}) {
  const world = await testRecord({ limits });
  const put = (type: string, id: string, content: object) =>
    world.as().update({ type, id, text: JSON.stringify({ resourceType: type, id, ...content }) });
  for (const code of codes) {
    const coding = code === 'none' ? {} : { code: { coding: [{ system: code === 'flu' ? other : sct, code }] } };
    await put('Condition', code, { subject: { reference: 'Patient/a' }, ...coding });
  }
  const concept = (code: string, concepts: readonly object[] = [], property?: object) => ({
    code,
    ...(concepts.length > 0 ? { concept: concepts } : {}),
    ...(property ? { property: [property] } : {}),
  });
  const complete = { status: 'active', content: 'complete', property: [{ code: 'parent', type: 'code' }] };
  await put('CodeSystem', 'sct', {
    ...complete,
    url: sct,
    concept: [
      concept('liver', [concept('neoplasm')]),
      concept('carcinoma', [], { code: 'parent', valueCode: 'neoplasm' }),
    ],
  });
  const valueSet = (id: string, compose: object) =>
    put('ValueSet', id, { url: `http://acme.org/ValueSet/${id}`, status: 'active', compose });
  await valueSet('listed', { include: [{ system: sct, concept: [{ code: 'liver' }] }, { system: other }] });
  await valueSet('tumours', {
    include: [{ system: sct, filter: [{ property: 'concept', op: 'descendent-of', value: 'liver' }] }],
  });
  await valueSet('both', {
    include: [{ valueSet: ['http://acme.org/ValueSet/listed'] }, { valueSet: ['http://acme.org/ValueSet/tumours'] }],
    exclude: [{ system: sct, concept: [{ code: 'neoplasm' }] }],
  });
  world.clock.advance(5000);
  const find = async (query: string, type = 'Condition', principal?: Parameters<typeof world.as>[0]) => {
    const parameters = [...new URLSearchParams(query)];
    const { matches } = await world.as(principal).search({ types: [type], parameters, handling: 'strict' });
    return matches.map(({ id }) => id);
  };
  return { ...world, put, valueSet, find };
}

describe('https://hl7.org/fhir/R4/search.html#token with terminology', () => {
  test.each([
    [':below', `code:below=${sct}|liver`, ['carcinoma', 'liver', 'neoplasm']],
    [':above', `code:above=${sct}|neoplasm`, ['liver', 'neoplasm']],
    [':in, codes and a whole system', 'code:in=http://acme.org/ValueSet/listed', ['flu', 'liver']],
    [':in, a filter', 'code:in=http://acme.org/ValueSet/tumours', ['carcinoma', 'neoplasm']],
    [
      ':in, value sets in value sets, with exclusions',
      'code:in=http://acme.org/ValueSet/both',
      ['carcinoma', 'flu', 'liver'],
    ],
    [':in, a literal reference', 'code:in=ValueSet/tumours', ['carcinoma', 'neoplasm']],
    [
      ':in, an implicit value set of SNOMED CT',
      `code:in=${encodeURIComponent(`${sct}?fhir_vs=isa/neoplasm`)}`,
      ['carcinoma', 'neoplasm'],
    ],
    [
      ':not-in, those without a code too',
      'code:not-in=http://acme.org/ValueSet/listed',
      ['carcinoma', 'neoplasm', 'none'],
    ],
    [
      'OR',
      `code:in=http://acme.org/ValueSet/tumours,http://acme.org/ValueSet/listed`,
      ['carcinoma', 'flu', 'liver', 'neoplasm'],
    ],
    ['within _has', `_has:Provenance:target:agent-type:in=http://acme.org/ValueSet/listed`, []],
  ])('%s', async (_clause, query, expected) => {
    const { find } = await clinic();
    expect(await find(query)).toEqual(expected);
  });

  test('a value set that R4 itself requires need not be loaded', async () => {
    const { put, find } = await clinic();
    await put('Patient', 'a', { gender: 'female' });
    const url = 'http://hl7.org/fhir/ValueSet/administrative-gender';
    expect(await find(`gender:in=${url}`, 'Patient')).toEqual(['a']);
    expect(await find(`gender:not-in=${url}`, 'Patient')).toEqual([]);
  });

  test('what is not loaded is said, and what is too large is refused as too costly', async () => {
    const { find } = await clinic({ searchCodes: 2 });
    const refused = (query: string) =>
      find(query).then(String, (error: { status: number; message: string }) => [error.status, error.message]);
    expect(await refused('code:in=http://acme.org/ValueSet/unknown')).toEqual([
      400,
      expect.stringMatching(/not loaded/),
    ]);
    expect(await refused('code:below=http://unknown.org|x')).toEqual([400, expect.stringMatching(/not loaded/)]);
    expect(await refused('code:below=liver')).toEqual([400, expect.stringMatching(/system\|code/)]);
    expect(await refused(`code:below=${sct}|liver`)).toEqual([422, expect.stringMatching(/more than 2 codes/)]);
    expect(await refused('code:in=http://acme.org/ValueSet/listed,http://acme.org/ValueSet/tumours')).toEqual([
      422,
      expect.anything(),
    ]);
  });

  test.each(['fragment', 'example', 'not-present', 'supplement'])(
    'a code system of which only a part is loaded (%s) is not taken as whole',
    async (content) => {
      const { put, valueSet, find } = await clinic();
      const url = 'http://acme.org/part';
      await put('CodeSystem', 'part', { url, status: 'active', content, concept: [{ code: 'a' }] });
      const filter = [{ property: 'concept', op: 'is-a', value: 'a' }];
      await valueSet('part', { include: [{ system: url, filter }] });
      for (const query of [`code:below=${url}|a`, 'code:in=ValueSet/part', 'code:not-in=ValueSet/part']) {
        await expect(find(query)).rejects.toMatchObject({ status: 400 });
      }
    },
  );

  test('a code that its system does not have is said', async () => {
    const { valueSet, find } = await clinic();
    await valueSet('wrong', {
      include: [{ system: sct, filter: [{ property: 'concept', op: 'is-a', value: 'ZZZ' }] }],
    });
    for (const query of [`code:below=${sct}|ZZZ`, 'code:in=ValueSet/wrong', 'code:not-in=ValueSet/wrong']) {
      await expect(find(query)).rejects.toMatchObject({ status: 400 });
    }
    expect(await find(`code:below=${sct}|NEOPLASM`)).toEqual(['carcinoma', 'neoplasm']);
  });

  test('what was worked out is kept until a resource behind it changes, is added or goes', async () => {
    const { find, valueSet, as, clock } = await clinic();
    const search = () => find('code:in=http://acme.org/ValueSet/both');
    expect(await search()).toEqual(['carcinoma', 'flu', 'liver']);
    expect(await search()).toEqual(['carcinoma', 'flu', 'liver']);
    await valueSet('listed', { include: [{ system: other }] });
    clock.advance(5000);
    expect(await search()).toEqual(['carcinoma', 'flu']);
    await as().delete({ type: 'ValueSet', id: 'tumours' });
    await expect(search()).rejects.toMatchObject({ status: 400 });
  });

  test('of many versions the one named is taken, else the active one, else the newest that is not retired', async () => {
    const { put, find, clock } = await clinic();
    const url = 'http://acme.org/ValueSet/many';
    const version = (number: number, status: string, code: string) =>
      put('ValueSet', `many-${String(number).padStart(3, '0')}`, {
        url,
        version: `${number}`,
        status,
        compose: { include: [{ system: sct, concept: [{ code }] }] },
      });
    for (let number = 0; number < 30; number += 1) {
      await version(number, 'retired', 'liver');
      clock.advance(10);
    }
    await version(100, 'draft', 'neoplasm');
    clock.advance(5000);
    expect(await find(`code:in=${url}`)).toEqual(['neoplasm']);
    await version(101, 'active', 'carcinoma');
    clock.advance(10);
    await version(102, 'retired', 'liver');
    await version(103, 'draft', 'liver');
    clock.advance(5000);
    for (const times of [1, 2]) expect(await find(`code:in=${url}`), `time ${times}`).toEqual(['carcinoma']);
    expect(await find(`code:in=${url}|100`)).toEqual(['neoplasm']);
    expect(await find(`code:in=${url}|29`)).toEqual(['liver']);
    await expect(find(`code:in=${url}|104`)).rejects.toMatchObject({ status: 400 });
    await version(101, 'retired', 'carcinoma');
    clock.advance(5000);
    expect(await find(`code:in=${url}`)).toEqual(['liver']);
  });

  test('one search names a bounded number of value sets and hierarchies, and reads each system once', async () => {
    const { find, stores, valueSet, put } = await clinic({ codeSystemConcepts: 10 });
    const concepts = Array.from({ length: 5 }, (_, n) => ({ code: `n${n}` }));
    for (const id of ['five', 'other-five', 'third-five']) {
      await put('CodeSystem', id, { url: `urn:${id}`, status: 'active', content: 'complete', concept: concepts });
    }
    let texts = 0;
    const search = stores.records.search;
    stores.records.search = async (query) => {
      const result = await search(query);
      texts += query.types[0] === 'CodeSystem' ? result.matches.length : 0;
      return result;
    };
    const below = (count: number, url = 'urn:five') =>
      Array.from({ length: count }, (_, n) => `${url}|n${n % 5}`).join(',');
    const filters = ['is-a', 'descendent-of', 'is-not-a'];
    for (const op of filters) {
      await valueSet(op, { include: [{ system: 'urn:five', filter: [{ property: 'concept', op, value: 'n1' }] }] });
    }
    const named = filters.map((op) => `http://acme.org/ValueSet/${op}`).join(',');
    expect(await find(`code:below=${below(5)}&code:in=${named}`)).toEqual([]);
    expect(texts).toBe(1);
    const costly = { status: 422, code: 'query-too-costly' };
    expect(await find(`code:below=${below(5)},${below(5, 'urn:other-five')}`)).toEqual([]);
    await expect(
      find(`code:below=${below(5)},${below(5, 'urn:other-five')},${below(5, 'urn:third-five')}`),
    ).rejects.toMatchObject({ ...costly, message: expect.stringMatching(/codeSystemConcepts/) });
    const twentyOne = Array.from({ length: 21 }, (_, n) => `urn:v${n}`).join(',');
    texts = 0;
    await expect(find(`code:in=${twentyOne}`)).rejects.toMatchObject({
      ...costly,
      message: expect.stringMatching(/more than 20 value sets and hierarchies/),
    });
    const wide = Array.from({ length: 101 }, (_, n) => `urn:wide-${n}`);
    await valueSet('wide', { include: wide.map((url) => ({ valueSet: [url] })) });
    await expect(find('code:in=ValueSet/wide')).rejects.toMatchObject({
      ...costly,
      message: expect.stringMatching(/more than 100/),
    });
    expect(texts).toBe(0);
  });

  test('nobody waits any more: nothing further is looked up', async () => {
    const { record, clock, stores } = await clinic();
    clock.advance(5000);
    const gone = new AbortController();
    let looks = 0;
    const search = stores.records.search;
    stores.records.search = (query) => {
      looks += query.types[0] === 'ValueSet' || query.types[0] === 'CodeSystem' ? 1 : 0;
      gone.abort();
      return search({ ...query, signal: undefined as never });
    };
    const session = record.session({ principal: clinician, requestId: 'gone', signal: gone.signal });
    const call = session.search({ types: ['Condition'], parameters: [['code:in', 'ValueSet/both']] });
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    expect(looks).toBeLessThan(4);
  });

  test('value sets and hierarchies of R4 itself need not be loaded', async () => {
    const { put, find } = await clinic();
    const category = 'http://terminology.hl7.org/CodeSystem/observation-category';
    await put('Observation', 'o', {
      status: 'final',
      code: { text: 'Pulse' },
      category: [{ coding: [{ system: category, code: 'vital-signs' }] }],
    });
    expect(await find('category:in=http://hl7.org/fhir/ValueSet/observation-category', 'Observation')).toEqual(['o']);
    expect(await find(`category:below=${category}|vital-signs`, 'Observation')).toEqual(['o']);
  });

  test('terminology is reference data: a caller who may not read it may search by it', async () => {
    const { find } = await clinic();
    expect(await find('code:in=http://acme.org/ValueSet/tumours', 'Condition', holderOf('user/Condition.rs'))).toEqual([
      'carcinoma',
      'neoplasm',
    ]);
  });
});

test('https://hl7.org/fhir/R4/search.html#recursive: places below and above', async () => {
  const { put, find } = await clinic();
  const place = (id: string, partOf?: string) =>
    put('Location', id, partOf ? { partOf: { reference: `Location/${partOf}` } } : {});
  await place('site');
  await place('ward', 'site');
  await place('bed', 'ward');
  await place('elsewhere');
  for (const id of ['site', 'bed', 'elsewhere']) {
    await put('Procedure', id, {
      status: 'completed',
      subject: { reference: 'Patient/a' },
      location: { reference: `Location/${id}` },
    });
  }
  expect(await find('location:below=site', 'Procedure')).toEqual(['bed', 'site']);
  expect(await find('location:below=Location/ward', 'Procedure')).toEqual(['bed']);
  expect(await find('location:above=bed', 'Procedure')).toEqual(['bed', 'site']);
  await expect(find('subject:below=a', 'Procedure')).rejects.toMatchObject({ status: 400 });
  await expect(find('location:below=site', 'Procedure', holderOf('user/Procedure.rs'))).resolves.toEqual(['site']);
});
