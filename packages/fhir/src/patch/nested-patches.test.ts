import { expect, test } from 'vitest';
import { applyPatch } from './apply-patch.ts';
import { readJsonPatch } from './json-patch.ts';

const patient = '{"resourceType":"Patient","extension":[{"url":"x"}]}';
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const pointer = (depth: number) => '/a'.repeat(depth);

function applying(operations: readonly object[]) {
  const read = readJsonPatch(`[${operations.map((one) => JSON.stringify(one)).join(',')}]`);
  return () => applyPatch(patient, read, { now: 0, visits: 1_000_000 });
}

test('values cannot be copied into their own depths for ever', () => {
  const start = { op: 'add', path: '/b', value: JSON.parse(nested(40)) };
  const copies = Array.from({ length: 20 }, (_, index) => ({
    op: 'copy',
    from: '/b',
    path: `/b${pointer(40 * 2 ** Math.min(index, 3))}`,
  }));
  expect(applying([start, ...copies])).toThrow('deeper than 256');
});

test('nor moved into one another', () => {
  const rounds = Array.from({ length: 400 }, (_, index) => [
    { op: 'add', path: `/n${index + 1}`, value: JSON.parse(nested(50)) },
    { op: 'move', from: `/n${index}`, path: `/n${index + 1}${pointer(50)}` },
  ]);
  const start = { op: 'add', path: '/n0', value: JSON.parse(nested(50)) };
  expect(applying([start, ...rounds.flat()])).toThrow('deeper than 256');
});
