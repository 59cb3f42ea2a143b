import { applyPlan, finish, nameOf, planAssembly } from '@baseplate-epr/composer';
import { movesSomething, planLines } from '../change-over/plan-lines.ts';
import { reportLines } from '../change-over/report-lines.ts';
import { showProgress } from '../change-over/show-progress.ts';
import type { Command } from '../command.ts';

/** `baseplate apply`: puts what the configuration names in force, while the record is in use. */
export const applyCommand: Command = {
  name: 'apply',
  summary: 'Put what the configuration names in force, while the record is in use',
  options: [
    { name: 'finish', description: 'End the way back of the last change-over: the old store is left as it is' },
  ],
  async run({ flags }, { terminal, context, configuration: load, signal }) {
    const configuration = await load();
    const onProgress = showProgress(terminal, () => context.clock.now());
    const options = { configuration, context, signal, onProgress };
    if (flags.has('finish')) {
      for (const left of await finish(options))
        terminal.answer(`${nameOf(left)} is left as it is. There is no way back to it.`);
      return 0;
    }
    const plan = await planAssembly({ configuration, context });
    for (const line of planLines(plan)) terminal.answer(line);
    if (plan.problems.length > 0) return 1;
    if (!movesSomething(plan)) return 0;
    const reports = await applyPlan(plan, options);
    terminal.endProgress();
    for (const line of reports.flatMap(reportLines)) terminal.answer(line);
    terminal.answer('To go back, with later writes kept: baseplate rollback. To end that: baseplate apply --finish.');
    return 0;
  },
};
