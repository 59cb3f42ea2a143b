import { expect, test } from 'vitest';
import { indexResource } from '../index-resource.ts';
import { foldWords } from './fold-words.ts';
import { textEntries } from './text-entries.ts';

const wordsOf = (resource: object, parameter: string) =>
  textEntries(resource).find((entry) => entry.parameter === parameter)?.words;

test('words are folded, and parted at whatever is no letter or digit', () => {
  expect(foldWords("Núñez O'Brien 8867-4 <5.4 mmol/L> ½ Straße")).toEqual([
    'nunez',
    'obrien',
    '8867',
    '4',
    '5',
    '4',
    'mmol',
    'l',
    '1',
    '2',
    'strasse',
  ]);
  expect(foldWords(`${'x'.repeat(64)} ${'y'.repeat(65)} …`)).toEqual(['x'.repeat(64)]);
  expect(foldWords('')).toEqual([]);
});

test('_text is the narrative, _content every other text, each apart from the next', () => {
  const resource = {
    resourceType: 'Condition',
    id: 'secret-id',
    meta: { profile: ['http://example.org/p'], lastUpdated: '2026-01-01T00:00:00Z' },
    text: { status: 'generated', div: '<div>Severe <b>asthma</b></div>' },
    code: { coding: [{ system: 'http://snomed.info/sct', code: '195967001', display: 'Asthma' }], text: 'Bad asthma' },
    subject: { reference: 'Patient/p', display: 'Ms Test' },
    onsetDateTime: '2024-03-01',
    note: [{ text: 'seen at home' }],
  };
  expect(wordsOf(resource, '_text')).toBe('severe asthma');
  expect(wordsOf(resource, '_content')?.split(' \u{E000} ')).toEqual([
    'generated',
    '195967001',
    'asthma',
    'bad asthma',
    'ms test',
    'seen at home',
  ]);
  expect(textEntries({ resourceType: 'Binary', data: 'aGVsbG8=' })).toEqual([]);
});

test('words hold no other ASCII than letters and digits in lower case, and are bounded', () => {
  const resource = { a: Array.from({ length: 30_000 }, (_, n) => `Word_${n} É+Ω\u0000\t`) };
  const words = wordsOf(resource, '_content') ?? '';
  expect(words.split(' ')).toHaveLength(20_000);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: every character of ASCII is meant.
  expect(words.replace(/[ a-z0-9]/g, '')).not.toMatch(/[\u0000-\u007f]/);
});

test('are indexed only if that is wanted', () => {
  const options = { type: 'Basic', resource: { resourceType: 'Basic', code: { text: 'a word' } } };
  expect(indexResource(options).entries.some(({ kind }) => kind === 'text')).toBe(false);
  expect(indexResource({ ...options, fullText: true }).entries).toContainEqual({
    kind: 'text',
    parameter: '_content',
    words: 'a word',
  });
});
