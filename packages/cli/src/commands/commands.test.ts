import { expect, test } from 'vitest';
import { commands, help } from './commands.ts';

test('the list names every command with what it does', () => {
  const lines = help(undefined).split('\n');
  const width = Math.max(...commands.map(({ name }) => name.length));
  for (const { name, summary } of commands) expect(lines).toContain(`  ${name.padEnd(width)}  ${summary}`);
});

test.each(commands.map(({ name, options }) => ({ name, options })))(
  'the help of $name shows its options',
  ({ name, options }) => {
    const text = help(name);
    expect(text).toContain(`Usage: baseplate ${name}`);
    for (const option of [...options.map((known) => known.name), 'config']) expect(text).toContain(`--${option}`);
  },
);

test('the help of a command that is not there is the list', () => {
  expect(help('tokn')).toBe(help(undefined));
});
