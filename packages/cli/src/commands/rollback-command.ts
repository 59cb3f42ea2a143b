import { rollback, rollbackLines } from '@baseplate-epr/composer';
import { showProgress } from '../change-over/show-progress.ts';
import type { Command } from '../command.ts';

/** `baseplate rollback`: undoes the last swap of services, or the last change-over and keeps what was written since. */
export const rollbackCommand: Command = {
  name: 'rollback',
  summary:
    'Undo what was applied last: services, or a change-over, also one that was begun and left; later writes are kept',
  options: [],
  async run(_input, { terminal, context, configuration, signal }) {
    const onProgress = showProgress(terminal, () => context.clock.now());
    const results = await rollback({ configuration: await configuration(), context, signal, onProgress });
    terminal.endProgress();
    for (const result of results) for (const line of rollbackLines(result)) terminal.answer(line);
    return 0;
  },
};
