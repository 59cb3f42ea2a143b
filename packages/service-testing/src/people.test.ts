import { expect, test } from 'vitest';
import { doctor, everything, inRole, nurse } from './people.ts';

const writesEveryType = ({ scopes }: typeof nurse) => scopes.some((scope) => /^user\/\*\.[a-z]*[cud]/.test(scope));

test('people of a ward may what their role may; somebody who may everything says so by name', () => {
  expect(nurse.scopes).toEqual(inRole('ward-nurse').scopes);
  expect(doctor.scopes).toEqual(inRole('consultant').scopes);
  expect([everything, nurse, doctor].map(writesEveryType)).toEqual([true, false, false]);
});
