import type { Predicate } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { allJudgedBy, type JudgedBy, judgedBy, ownOnly } from './judged-by.ts';

const coded: Predicate = { kind: 'token', parameter: 'code', code: 'a' };
const chainTo = (where: Predicate): Predicate => ({ kind: 'chained', parameter: 'subject', types: ['Patient'], where });
const chained = chainTo(coded);
const back: Predicate = { kind: 'reverseChained', parameter: 'item', type: 'List', where: coded };
const typed = (...types: string[]): Predicate => ({ kind: 'type', types });
const and = (...predicates: Predicate[]): Predicate => ({ kind: 'and', predicates });
const or = (...predicates: Predicate[]): Predicate => ({ kind: 'or', predicates });
const not = (predicate: Predicate): Predicate => ({ kind: 'not', predicate });

test.each<{ readonly name: string; readonly predicate: Predicate; readonly by: JudgedBy }>([
  { name: 'its own code', predicate: coded, by: [] },
  { name: 'a chain', predicate: chained, by: 'targets' },
  { name: 'a chain of chains', predicate: chainTo(chained), by: 'anything' },
  { name: 'a chain the other way round', predicate: back, by: 'anything' },
  { name: 'not a chain', predicate: not(chained), by: 'targets' },
  { name: 'a chain of one type', predicate: and(typed('Binary'), or(coded, chained)), by: ['Binary'] },
  { name: 'of one type, and the other way round', predicate: and(typed('Binary'), back), by: 'anything' },
  { name: 'a chain of all but one type', predicate: and(not(typed('Binary')), chained), by: 'targets' },
  {
    name: 'one type by a chain, the others by their code',
    predicate: or(and(typed('Binary'), chained), coded),
    by: ['Binary'],
  },
  {
    name: 'one type by a chain, the others by another',
    predicate: or(and(typed('Binary'), chained), chained),
    by: 'targets',
  },
  {
    name: 'types in types',
    predicate: and(typed('List', 'Task'), or(and(typed('Task', 'Binary'), chained), coded)),
    by: ['Task'],
  },
  { name: 'anything but a chain of one type', predicate: not(and(typed('Binary'), chained)), by: ['Binary'] },
])('$name', ({ predicate, by }) => {
  expect(judgedBy(predicate)).toEqual(by);
});

test('of several that all are asked, each counts', () => {
  const binaries = and(typed('Binary'), chained);
  expect(allJudgedBy([coded, binaries, and(typed('List'), chained)])).toEqual(['Binary', 'List']);
  expect(allJudgedBy([coded, binaries, chained])).toBe('targets');
  expect(allJudgedBy([chained, back, coded])).toBe('anything');
  expect([allJudgedBy([]), allJudgedBy([coded]), allJudgedBy([binaries])].map(ownOnly)).toEqual([true, true, false]);
});
