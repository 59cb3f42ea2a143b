import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainReferenceSlash } from './plain-reference.ts';

const form = /^[A-Z][A-Za-z]*\/[A-Za-z0-9\-.]{1,64}$/;
const slashOf = (text: string) => (form.test(text) ? text.indexOf('/') : -1);

test.each([
  ['Patient/1', 7],
  ['A/b', 1],
  [`Patient/${'a'.repeat(64)}`, 7],
  [`Patient/${'a'.repeat(65)}`, -1],
  ['Patient/', -1],
  ['Patient', -1],
  ['/Patient/1', -1],
  ['patient/1', -1],
  ['Patient/1\n', -1],
  ['Patient/1/_history/2', -1],
  ['Pätient/1', -1],
  ['', -1],
])('%j: %i', (text, slash) => {
  expect(plainReferenceSlash(text)).toBe(slash);
});

test('agrees with the form as a regular expression', () => {
  const piece = fc.constantFrom(
    'Patient',
    'A',
    'z',
    '/',
    '1',
    '-',
    '.',
    '_',
    '#',
    '?',
    ' ',
    '\n',
    'é',
    '@',
    '[',
    '`',
    '{',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), fc.string(), (pieces, any) => {
      for (const text of [pieces.join(''), any, `Patient/${any}`, `${any}/1`]) {
        expect(plainReferenceSlash(text)).toBe(slashOf(text));
      }
    }),
  );
});
