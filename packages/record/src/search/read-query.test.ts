import { expect, test } from 'vitest';
import { bundleText, patientText, writing } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';
import { readCondition, readQuery } from './read-query.ts';

test('a query is decoded; an escape that stands for no text is refused', () => {
  expect(readQuery('family=%C3%A9&_count=2')).toEqual([
    ['family', 'é'],
    ['_count', '2'],
  ]);
  expect(() => readQuery('family=%E9')).toThrow('stands for no text');
});

test('a condition may name its type, and no other', () => {
  for (const condition of [
    'identifier=a|1',
    '?identifier=a|1',
    'Patient?identifier=a|1',
    '/fhir/Patient?identifier=a|1',
  ])
    expect(readCondition(condition, 'Patient')).toEqual([['identifier', 'a|1']]);
  expect(readCondition('identifier=http://a?b|1', 'Patient')).toEqual([['identifier', 'http://a?b|1']]);
  expect(() => readCondition('Observation?identifier=a|1', 'Patient')).toThrow('another type');
});

test('entries of a Bundle are read as strictly as requests', async () => {
  const { as } = await testRecord();
  const create = (ifNoneExist: string) => writing('POST', 'Patient', patientText('A'), {}, { ifNoneExist });
  const observed = { resourceType: 'Observation', status: 'final', code: { text: 'x' } };
  const about = JSON.stringify({ ...observed, subject: { reference: 'Patient?family=%E9' } });
  const entries = [
    create('family=%E9'),
    create('Observation?code=x'),
    { request: { method: 'GET', url: 'Patient?family=%E9' } },
    writing('POST', 'Observation', about),
  ];
  for (const entry of entries) {
    await expect(as().bundle({ text: bundleText('transaction', [entry]) })).rejects.toMatchObject({ status: 400 });
  }
  expect(await as().search({ types: [], parameters: [] })).toMatchObject({ total: 0 });
});
