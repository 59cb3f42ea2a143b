import { expect, test } from 'vitest';
import { BaseplateError, isBaseplateError } from './baseplate-error.ts';

test('is recognised by marker, also from another copy of the package', () => {
  const error = new BaseplateError({ code: 'not-found', message: 'No such document. Check its digest.' });
  const fromAnotherCopy = Object.assign(new Error('x'), { [Symbol.for('baseplate.error')]: true });
  expect(isBaseplateError(error)).toBe(true);
  expect(isBaseplateError(fromAnotherCopy)).toBe(true);
  expect(isBaseplateError(new Error('x'))).toBe(false);
  expect(isBaseplateError(undefined)).toBe(false);
});

test('keeps code, cause, details and stack', () => {
  const cause = new Error('underneath');
  const error = new BaseplateError({ code: 'storage-corrupt', message: 'm', cause, details: { page: 3 } });
  expect(error).toMatchObject({ name: 'BaseplateError', code: 'storage-corrupt', cause, details: { page: 3 } });
  expect(error.stack).toContain('baseplate-error.test.ts');
});
