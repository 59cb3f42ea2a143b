import { type AssemblyStatus, assemblyStatus, nameOf, rollback } from '@baseplate-epr/composer';
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
    const assembly = await configuration();
    for (const line of intentionLines(await assemblyStatus(assembly, context))) terminal.answer(line);
    const onDone = (lines: readonly string[]) => {
      terminal.endProgress();
      for (const line of lines) terminal.answer(line);
    };
    await rollback({ configuration: assembly, context, signal, onProgress, onDone });
    return 0;
  },
};

/** What is about to be undone: what was done last may be a rollback, and not what somebody has in mind. */
function intentionLines({ undo, changeOvers }: AssemblyStatus): readonly string[] {
  if (undo !== 'stores') return [];
  return changeOvers
    .filter(({ isUndoneNext }) => isUndoneNext)
    .map(({ place, phase, from, to }) =>
      phase === 'mirroring'
        ? `data.${place}: back from ${nameOf(to)} to ${nameOf(from)}`
        : `data.${place}: the change-over to ${nameOf(to)} that was begun is given up`,
    )
    .toReversed();
}
