import { type RollbackResult, rollback } from '@baseplate-epr/composer';
import { reportLines } from '../change-over/report-lines.ts';
import { showProgress } from '../change-over/show-progress.ts';
import type { Command } from '../command.ts';

/** `baseplate rollback`: undoes the last change-over and keeps what was written since. */
export const rollbackCommand: Command = {
  name: 'rollback',
  summary: 'Undo the last change-over, or one that was begun and left; later writes are kept',
  options: [],
  async run(_input, { terminal, context, configuration, signal }) {
    const onProgress = showProgress(terminal, () => context.clock.now());
    const results = await rollback({ configuration: await configuration(), context, signal, onProgress });
    terminal.endProgress();
    for (const result of results) for (const line of linesOf(result)) terminal.answer(line);
    return 0;
  },
};

function linesOf(result: RollbackResult): readonly string[] {
  if (result.outcome === 'given-up') {
    return [
      `data.${result.place}: the change-over was given up before its flip. The store in force stays; what was copied is left in the other.`,
    ];
  }
  return [
    ...reportLines(result.report),
    '  The store of before is in force again. Put it back into the configuration, or the next apply changes over again.',
  ];
}
