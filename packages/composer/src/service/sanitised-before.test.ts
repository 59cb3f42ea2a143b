import { expect, test } from 'vitest';
import { createSanitisedBefore } from './sanitised-before.ts';

const limits = { all: 400, each: 40 };

function counting() {
  const asked: string[] = [];
  const { of } = createSanitisedBefore(limits);
  const clean = (name: string, markup: string) =>
    of(name, markup, () => {
      asked.push(markup);
      return `clean ${markup}`;
    });
  return { asked, clean };
}

test('the same under the same name is sanitised once; what differs in one character, or in the name, by itself', () => {
  const { asked, clean } = counting();
  expect([clean('/a', '<p>x'), clean('/a', '<p>x')]).toEqual(['clean <p>x', 'clean <p>x']);
  expect(asked).toHaveLength(1);
  expect(clean('/a', '<p>y')).toBe('clean <p>y');
  expect(clean('/b', '<p>x')).toBe('clean <p>x');
  expect(asked).toHaveLength(3);
});

test('what is refused is looked at again', () => {
  const { of } = createSanitisedBefore(limits);
  expect(of('/a', '<p>', () => undefined)).toBeUndefined();
  expect(of('/a', '<p>', () => 'clean')).toBe('clean');
});

test('a name cannot end so that it reads as another one with the beginning of the markup', () => {
  const { asked, clean } = counting();
  clean('/a', '"b');
  expect(clean('/a"', 'b')).toBe('clean b');
  expect(clean('/a"b', '')).toBe('clean ');
  expect(asked).toHaveLength(3);
});

test('what was not wanted for longest is forgotten when there is too much, and what is long is not kept', () => {
  const { asked, clean } = counting();
  const [first = '', second = '', third = '', fourth = ''] = ['1', '2', '3', '4'].map((one) => one.repeat(20));
  for (const markup of [first, second, third, first, fourth]) clean('/a', markup);
  asked.length = 0;
  for (const markup of [first, third, fourth]) clean('/a', markup);
  expect(asked).toEqual([]);
  clean('/a', second);
  expect(asked).toEqual([second]);
  asked.length = 0;
  const long = 'l'.repeat(41);
  clean('/a', long);
  clean('/a', long);
  expect(asked).toEqual([long, long]);
});

test('what comes out empty takes room as well, so that however many there are, most are forgotten', () => {
  const { of } = createSanitisedBefore(limits);
  const asked: number[] = [];
  const empty = (time: number) =>
    of('/a', `<!-- ${time} -->`, () => {
      asked.push(time);
      return '';
    });
  for (let time = 0; time < 10; time += 1) empty(time);
  expect(asked).toHaveLength(10);
  empty(9);
  expect(asked).toHaveLength(10);
  empty(0);
  expect(asked).toHaveLength(11);
});
