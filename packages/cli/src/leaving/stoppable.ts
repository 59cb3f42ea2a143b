import { isBaseplateError } from '@baseplate-epr/contracts';
import type { Terminal } from '../terminal/terminal.ts';

/** Runs a long command; where the user has stopped it, that is told, and is no failure. @returns the exit code */
export async function stoppable(terminal: Terminal, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!isBaseplateError(error) || error.code !== 'cancelled') throw error;
    terminal.tell('Stopped. Run the same command again: it goes on where it was.');
    return 130;
  }
}
