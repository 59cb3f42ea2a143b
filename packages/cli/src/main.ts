#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { loadConfiguration, systemContext } from '@baseplate-epr/composer';
import { isBaseplateError } from '@baseplate-epr/contracts';
import { commands, help } from './commands/commands.ts';
import { parseCommandLine } from './parse-command-line.ts';
import { processTerminal } from './terminal/terminal.ts';

enableCompileCache();
const terminal = processTerminal(process.stdout, process.stderr, Date.now);
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // A second signal means that the person does not want to wait for requests in hand.
    if (stopping.signal.aborted) process.exit(130);
    stopping.abort();
  });
}
process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
  const { file, rest } = takeConfigurationPath(words);
  const [name = 'help', ...parameters] = rest;
  if (name === 'help' || name === '--help' || name === '-h') {
    terminal.answer(help(parameters[0]));
    return 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    terminal.tell(`There is no command "${name}".\n\n${help(undefined)}`);
    return 2;
  }
  if (parameters.includes('--help') || parameters.includes('-h')) {
    terminal.answer(help(name));
    return 0;
  }
  try {
    const input = parseCommandLine(command, parameters);
    const context = systemContext();
    return await command.run(input, {
      terminal,
      context,
      configuration: () => loadConfiguration(file),
      signal: stopping.signal,
    });
  } catch (error) {
    terminal.endProgress();
    if (isBaseplateError(error)) {
      terminal.tell(error.message);
      return error.code === 'input-invalid' ? 2 : 1;
    }
    // Not one of our own errors: its message may hold anything, so only where it happened is told.
    const place =
      error instanceof Error
        ? (error.stack ?? '')
            .split('\n')
            .filter((line) => line.startsWith('    at '))
            .slice(0, 6)
            .join('\n')
        : '';
    terminal.tell(
      `Something went wrong that this program did not foresee (${error instanceof Error ? error.name : typeof error}).\n${place}`,
    );
    return 70;
  }
}

function takeConfigurationPath(words: readonly string[]): { readonly file: string; readonly rest: readonly string[] } {
  const at = words.indexOf('--config');
  if (at < 0) return { file: 'baseplate.config.ts', rest: words };
  return { file: words[at + 1] ?? '', rest: [...words.slice(0, at), ...words.slice(at + 2)] };
}
