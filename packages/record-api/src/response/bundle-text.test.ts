import type { RecordVersion, SearchAnswer } from '@baseplate-epr/record';
import { expect, test } from 'vitest';
import { searchsetText } from './bundle-text.ts';

const version: RecordVersion = {
  type: 'Patient',
  id: 'p1',
  versionId: '1',
  lastUpdated: 0,
  deleted: false,
  text: '{"resourceType":"Patient","id":"p1","multipleBirthInteger":1.0}',
};

const fullUrls = (answer: SearchAnswer, baseUrl: string): unknown[] =>
  JSON.parse(searchsetText(answer, { url: `${baseUrl}/Patient`, baseUrl }).join('')).entry.map(
    (entry: { readonly fullUrl: string }) => entry.fullUrl,
  );

test('an entry is named by the address the record has now, whatever it was before', () => {
  const answer: SearchAnswer = { matches: [version], included: [], applied: [], issues: [] };
  expect(fullUrls(answer, 'http://127.0.0.1:3000/fhir')).toEqual(['http://127.0.0.1:3000/fhir/Patient/p1']);
  expect(fullUrls(answer, 'https://record.example/fhir')).toEqual(['https://record.example/fhir/Patient/p1']);
  expect(fullUrls(answer, 'http://127.0.0.1:3000/fhir')).toEqual(['http://127.0.0.1:3000/fhir/Patient/p1']);
});

test('a version is a match on one page and included on another, and its digits stay as they are', () => {
  const other = { ...version, id: 'p2' };
  const links = { url: 'https://record.example/fhir/Patient', baseUrl: 'https://record.example/fhir' };
  const page = (matches: readonly RecordVersion[], included: readonly RecordVersion[]) =>
    searchsetText({ matches, included, applied: [], issues: [] }, links).join('');
  expect(page([version], [other])).toContain(
    '"multipleBirthInteger":1.0},"search":{"mode":"match"}},{"fullUrl":"https://record.example/fhir/Patient/p2"',
  );
  expect(page([other], [version])).toMatch(/Patient\/p1".*"mode":"include"/);
});
