import type { Query } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { createPageMemory, pageName } from './page-memory.ts';

const before = (value: number): Query => ({
  types: ['Observation'],
  where: { kind: 'range', parameter: 'value', entry: 'number', bounds: [{ end: 'low', operator: '<', value }] },
  count: 20,
});

test('questions that JSON would write alike have names of their own', () => {
  const names = [0, Infinity, -Infinity].map((value) => pageName(before(value)));
  expect(new Set(names).size).toBe(3);
});

test('equal questions have one name, whichever objects they come as', () => {
  const asked = () => ({ ...before(7), access: { byType: {}, otherwise: { kind: 'all' } } as const });
  expect(pageName(asked())).toBe(pageName(asked()));
  expect(pageName(asked())).not.toBe(pageName(before(7)));
});

test.each([
  ['rows sorted by long texts', { values: ['x'.repeat(6400)] }, {}],
  ['statements of long texts', {}, { text: 'x'.repeat(64_000) }],
  ['statements that look at much', {}, { values: [Array.from({ length: 100 }, () => 'x'.repeat(640))] }],
])('%s take the room that they need', (_, row, given) => {
  const pages = createPageMemory();
  const found = { home: 'h', key: 'k', type: 'T', id: 'i', version: 1, lastUpdated: 1, name: 'n', values: [], ...row };
  const matches = Array.from({ length: 10 }, () => found);
  const known = { mark: 'm', matches, settled: [], statement: { text: 'SELECT', values: [], ...given }, isSmall: true };
  const names = Array.from({ length: 100 }, (__, number) => `page ${number}`);
  for (const name of names) for (let again = 0; again < 2; again += 1) pages.note(name, known);
  const kept = names.filter((name) => pages.find(name) !== undefined);
  expect(kept.length).toBeGreaterThan(10);
  expect(kept.length).toBeLessThanOrEqual(32);
});
