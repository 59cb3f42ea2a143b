import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileFhirPath } from '../fhirpath/compile-fhirpath.ts';
import type { JsonObject } from '../json/json-value.ts';
import { allStructures } from './__fixtures__/all-structures.ts';
import { earlyAnswer } from './early-answer.ts';

const answer = (expression: string, type: string, object: JsonObject) => earlyAnswer(expression, type)?.(object);

test.each([
  ['code.empty() or system.exists()', 'Quantity', {}, true],
  ['code.empty() or system.exists()', 'Quantity', { code: 'mg', system: 'http://unitsofmeasure.org' }, true],
  ['code.empty() or system.exists()', 'Quantity', { code: 'mg' }, false],
  ['code.empty() or system.exists()', 'Quantity', { _code: { id: 'a' } }, false],
  ['dataAbsentReason.empty() or value.empty()', 'Observation', { dataAbsentReason: {}, valueQuantity: {} }, false],
  ['dataAbsentReason.empty() or value.empty()', 'Observation', { dataAbsentReason: {} }, true],
  ['start.hasValue().not() or end.hasValue().not() or (start <= end)', 'Period', { start: '2024' }, true],
  ['start.hasValue().not() or end.hasValue().not() or (start <= end)', 'Period', { start: '2024', end: '2023' }, false],
  // An error on the left would have come first.
  ['(1 | 2).not() or code.empty()', 'Quantity', {}, undefined],
  ['code.empty() and system.exists()', 'Quantity', {}, undefined],
  ['Quantity.empty() or code.empty()', 'Quantity', {}, undefined],
  ['contained.contained.empty()', 'Patient', {}, undefined],
])('%s of %s %j: %s', (expression, type, object, expected) => {
  expect(answer(expression, type, object)).toBe(expected);
});

test('what is answered at once is what FHIRPath answers, for every rule of R4', () => {
  const rules = [...allStructures().values()].flatMap((structure) =>
    structure.invariants.map(({ expression }) => ({ structure, expression })),
  );
  const early = rules.filter(({ structure, expression }) => earlyAnswer(expression, structure.name) !== undefined);
  expect(early.length).toBeGreaterThan(20);
  const value = fc.constantFrom('text', '', 1, true, null, undefined, {}, { value: 1 }, ['text'], [], [{}], [null]);
  for (const { structure, expression } of early) {
    const keys = [...structure.keys.keys()].filter((key) => expression.includes(key) || /^[a-z]+[A-Z]/.test(key));
    const members = fc.dictionary(fc.constantFrom(...keys.flatMap((key) => [key, `_${key}`])), value, { maxKeys: 4 });
    fc.assert(
      fc.property(members, (object) => {
        if (!answer(expression, structure.name, object as JsonObject)) return;
        const items = compileFhirPath(expression)?.evaluate({ value: object, type: structure.name });
        expect(items?.map((item) => item.value)).toEqual([true]);
      }),
      { numRuns: 30 },
    );
  }
});
