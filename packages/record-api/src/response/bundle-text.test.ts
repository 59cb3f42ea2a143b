import type { RecordVersion, SearchAnswer } from '@baseplate-epr/record';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BundleLinks, searchsetText } from './bundle-text.ts';

const version: RecordVersion = {
  type: 'Patient',
  id: 'p1',
  versionId: '1',
  lastUpdated: 0,
  deleted: false,
  text: '{"resourceType":"Patient","id":"p1","multipleBirthInteger":1.0}',
};

const textOf = (answer: SearchAnswer, links: BundleLinks) => {
  const done = searchsetText(answer, links).next();
  return done.done === true ? done.value.join('') : expect.fail('nothing was to be shortened');
};

const fullUrls = (answer: SearchAnswer, baseUrl: string): unknown[] =>
  JSON.parse(textOf(answer, { url: `${baseUrl}/Patient`, baseUrl })).entry.map(
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
    textOf({ matches, included, applied: [], issues: [] }, links);
  expect(page([version], [other])).toContain(
    '"multipleBirthInteger":1.0},"search":{"mode":"match"}},{"fullUrl":"https://record.example/fhir/Patient/p2"',
  );
  expect(page([other], [version])).toMatch(/Patient\/p1".*"mode":"include"/);
});

test('a page has its matches, what is included and what there is to say, or nothing, and is JSON in each case', () => {
  const some = fc
    .nat({ max: 3 })
    .map((count) => Array.from({ length: count }, (_, at) => ({ ...version, id: `p${at}` })));
  const issue = { severity: 'warning', code: 'not-supported', diagnostics: 'Left out.' } as const;
  const links = { url: 'https://record.example/fhir/Patient', baseUrl: 'https://record.example/fhir' };
  fc.assert(
    fc.property(some, some, fc.boolean(), (matches, included, isTold) => {
      const text = textOf({ matches, included, applied: [], issues: isTold ? [issue] : [] }, links);
      const { entry = [] } = JSON.parse(text) as { readonly entry?: readonly { readonly search: unknown }[] };
      const modes = [...matches.map(() => 'match'), ...included.map(() => 'include'), ...(isTold ? ['outcome'] : [])];
      expect(entry.map(({ search }) => search)).toEqual(modes.map((mode) => ({ mode })));
    }),
  );
});
