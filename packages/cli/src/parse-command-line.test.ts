import { expect, test } from 'vitest';
import { importCommand } from './commands/import-command.ts';
import { tokenCommand } from './commands/token-command.ts';
import { parseCommandLine } from './parse-command-line.ts';

test('tells options, flags and positional words apart', () => {
  const { options, flags, positionals } = parseCommandLine(importCommand, ['a', '--report', 'r', '--again', 'b']);
  expect([options, [...flags], positionals]).toEqual([{ report: 'r' }, ['again'], ['a', 'b']]);
});

test.each([
  [['--colour'], "Unknown option '--colour'"],
  [['--ttl'], "'--ttl <value>'"],
  [['here'], '"here" means nothing here'],
])('%j is refused with the word and where to look', (words, why) => {
  const parse = () => parseCommandLine(tokenCommand, words);
  expect(parse).toThrow(why);
  expect(parse).toThrow('baseplate help token');
});
