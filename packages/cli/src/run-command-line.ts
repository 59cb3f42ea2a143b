import { resolve } from 'node:path';
import { loadConfiguration, systemContext } from '@baseplate-epr/composer';
import { isBaseplateError } from '@baseplate-epr/contracts';
import { findCommand, help } from './commands/commands.ts';
import { parseCommandLine } from './parse-command-line.ts';
import type { Terminal } from './terminal/terminal.ts';

/** What a command line runs with. */
export interface CommandLine {
  /** The words after the program's name. */
  readonly words: readonly string[];
  readonly terminal: Terminal;
  /** Aborted when the user asks to stop. */
  readonly signal: AbortSignal;
}

/**
 * Carries out one command line.
 *
 * @returns the exit code: 0 done, 1 something is wrong, 2 the words are not understood, 70 unforeseen, 130 stopped before the end
 */
export async function runCommandLine({ words, terminal, signal }: CommandLine): Promise<number> {
  const { file, rest } = takeConfigurationPath(words);
  const [name = 'help', ...parameters] = rest;
  if (name === 'help' || name === '--help' || name === '-h') {
    terminal.answer(await help(parameters[0]));
    return 0;
  }
  const command = await findCommand(name);
  if (command === undefined) {
    terminal.tell(`There is no command "${name}".\n\n${await help(undefined)}`);
    return 2;
  }
  if (parameters.includes('--help') || parameters.includes('-h')) {
    terminal.answer(await help(name));
    return 0;
  }
  try {
    const input = parseCommandLine(command, parameters);
    const configuration = () => loadConfiguration(file);
    return await command.run(input, {
      terminal,
      context: systemContext(),
      configuration,
      configurationFile: resolve(file),
      signal,
    });
  } catch (error) {
    terminal.endProgress();
    if (isBaseplateError(error)) {
      terminal.tell(error.message);
      if (error.code === 'cancelled') return 130;
      return error.code === 'input-invalid' ? 2 : 1;
    }
    terminal.tell(
      `Something went wrong that this program did not foresee (${error instanceof Error ? error.name : typeof error}).\n${placeOf(error)}`,
    );
    return 70;
  }
}

/** Where it happened. The message of an error that is not our own may hold anything, so it is not told. */
function placeOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return stack
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 6)
    .join('\n');
}

function takeConfigurationPath(words: readonly string[]): { readonly file: string; readonly rest: readonly string[] } {
  const at = words.indexOf('--config');
  if (at < 0) return { file: 'baseplate.config.ts', rest: words };
  return { file: words[at + 1] ?? '', rest: [...words.slice(0, at), ...words.slice(at + 2)] };
}
