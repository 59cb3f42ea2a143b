import { assemblyStatus } from '@baseplate-epr/composer';
import { statusLines } from '../change-over/status-lines.ts';
import type { Command } from '../command.ts';

/** `baseplate status`: says which stores are in force, which processes serve, and how far a change-over is. */
export const statusCommand: Command = {
  name: 'status',
  summary: 'Say which stores are in force, and how far a change-over is',
  options: [],
  async run(_input, { terminal, context, configuration }) {
    const status = await assemblyStatus(await configuration(), context);
    for (const line of statusLines(status, context.clock.now())) terminal.answer(line);
    return 0;
  },
};
