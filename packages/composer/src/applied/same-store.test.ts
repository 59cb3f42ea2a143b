import { expect, test } from 'vitest';
import { reference } from '../__fixtures__/modules.ts';
import { isSameReference, isSameStore } from './same-store.ts';

const store = (options: object, keeps?: string) => ({
  ...reference('record-store', 'records', options),
  ...(keeps === undefined ? {} : { keeps }),
});

test('where a store keeps what it keeps tells stores apart; other options are settings', () => {
  expect(isSameStore(store({ file: 'a', cache: 1 }, 'a'), store({ cache: 2, file: 'a' }, 'a'))).toBe(true);
  expect(isSameReference(store({ file: 'a', cache: 1 }, 'a'), store({ cache: 2, file: 'a' }, 'a'))).toBe(false);
  expect(isSameReference(store({ file: 'a', cache: 1 }, 'a'), store({ cache: 1, file: 'a' }, 'a'))).toBe(true);
  expect(isSameStore(store({ file: 'a' }, 'a'), store({ file: 'b' }, 'b'))).toBe(false);
});

test('without that any difference of the options makes another store, and so does another package', () => {
  expect(isSameStore(store({ x: { b: 1, a: [2] } }), store({ x: { a: [2], b: 1 } }))).toBe(true);
  expect(isSameStore(store({ x: 1 }), store({ x: 2 }))).toBe(false);
  expect(isSameStore(store({ x: 1 }, 'a'), { ...store({ x: 1 }, 'a'), package: '@example/other' })).toBe(false);
});

test('a package that is installed elsewhere is the same', () => {
  expect(isSameReference(store({ x: 1 }), { ...store({ x: 1 }), module: 'file:///elsewhere.js' })).toBe(true);
});
