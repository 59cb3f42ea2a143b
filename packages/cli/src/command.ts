import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import type { ModuleContext } from '@baseplate-epr/contracts';
import type { Terminal } from './terminal/terminal.ts';

/** What every command is given. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly context: ModuleContext;
  /** Evaluates the configuration the command line names. */
  configuration(): Promise<AssemblyConfiguration>;
  /** Path of the file that it is in. */
  readonly configurationFile: string;
  /** Aborted when the user asks to stop. */
  readonly signal: AbortSignal;
}

/** One option of a command. */
export interface CommandOption {
  readonly name: string;
  /** Shown in the help; absent for a flag. */
  readonly value?: string;
  readonly description: string;
}

/** What the words after a command's name were understood as. */
export interface CommandInput {
  readonly options: Readonly<Record<string, string | undefined>>;
  readonly flags: ReadonlySet<string>;
  readonly positionals: readonly string[];
}

/** One command of `baseplate`. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Positional words as the help shows them. */
  readonly positionals?: string;
  readonly options: readonly CommandOption[];
  /**
   * Does the work.
   * @returns the exit code
   */
  run(input: CommandInput, context: CommandContext): Promise<number>;
}
