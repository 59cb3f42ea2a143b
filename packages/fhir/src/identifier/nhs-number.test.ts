import { expect, it } from 'vitest';
import { isNhsNumber } from './nhs-number.ts';

it.each(['9990000018', '9990000026', '9990000034', '9990000042'])('accepts %s', (number) => {
  expect(isNhsNumber(number)).toBe(true);
});

it.each(['9990000019', '9990000081', '999 000 0018', '999000001', '99900000180', '', 'abcdefghij'])(
  'refuses %j',
  (number) => {
    expect(isNhsNumber(number)).toBe(false);
  },
);

it('refuses every number whose check digit would be ten', () => {
  const accepted = Array.from({ length: 10_000 }, (_, index) => String(9_990_000_000 + index)).filter(isNhsNumber);
  const stems = new Set(accepted.map((number) => number.slice(0, 9)));
  expect(accepted).toHaveLength(stems.size);
  expect(stems.size).toBeLessThan(1000);
});
