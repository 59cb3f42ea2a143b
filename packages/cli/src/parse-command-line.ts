import { parseArgs } from 'node:util';
import { BaseplateError } from '@baseplate-epr/contracts';
import type { Command, CommandInput } from './command.ts';

/**
 * Understands the words after a command's name.
 *
 * @throws BaseplateError `input-invalid` that names the word that is not understood
 */
export function parseCommandLine(command: Command, words: readonly string[]): CommandInput {
  const known = Object.fromEntries(
    command.options.map(({ name, value }) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: [...words], options: known, allowPositionals: true, strict: true });
  } catch (cause) {
    throw refuse(`${cause instanceof Error ? cause.message : 'The options are not understood'}`, command);
  }
  if (command.positionals === undefined && parsed.positionals.length > 0) {
    throw refuse(`"${parsed.positionals[0]}" means nothing here`, command);
  }
  const options: Record<string, string | undefined> = {};
  const flags = new Set<string>();
  for (const [name, value] of Object.entries(parsed.values)) {
    if (typeof value === 'string') options[name] = value;
    else if (value === true) flags.add(name);
  }
  return { options, flags, positionals: parsed.positionals };
}

function refuse(why: string, command: Command): BaseplateError {
  return new BaseplateError({ code: 'input-invalid', message: `${why}. See: baseplate help ${command.name}` });
}
