import { expect, test } from 'vitest';
import { commandNames, findCommand, help } from './commands.ts';

test('the list names every command with what it does', async () => {
  const lines = (await help(undefined)).split('\n');
  const width = Math.max(...commandNames.map((name) => name.length));
  for (const name of commandNames)
    expect(lines).toContain(`  ${name.padEnd(width)}  ${(await findCommand(name))?.summary}`);
});

test.each(commandNames)('%s is called so, and its help shows its options', async (name) => {
  const command = await findCommand(name);
  expect(command?.name).toBe(name);
  const text = await help(name);
  expect(text).toContain(`Usage: baseplate ${name}`);
  for (const option of [...(command?.options ?? []).map((known) => known.name), 'config'])
    expect(text).toContain(`--${option}`);
});

test('the help of a command that is not there is the list', async () => {
  expect(await findCommand('tokn')).toBeUndefined();
  expect(await help('tokn')).toBe(await help(undefined));
});
