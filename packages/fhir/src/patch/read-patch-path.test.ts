import { expect, test } from 'vitest';
import { readPatchPath } from './read-patch-path.ts';

const reading = (path: string) => () => readPatchPath({ type: 'delete', name: 'operation 1', path });

test.each([
  'List.where((entry | entry).exists()).note',
  'List.entry.where(item ~ $this)',
  'List.entry.where(item !~ $this)',
])('refuses what compares all with all: %s', (path) => expect(reading(path)).toThrow('not supported in patches'));

test('takes comparisons of one with one', () => {
  expect(reading("List.entry.where(item = 'x' and deleted != true)")).not.toThrow();
});
