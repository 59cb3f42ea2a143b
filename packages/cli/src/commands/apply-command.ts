import { applyPlan, finish, nameOf, planAssembly } from '@baseplate-epr/composer';
import { keepReports } from '../change-over/keep-reports.ts';
import { movesSomething, planLines } from '../change-over/plan-lines.ts';
import { showProgress } from '../change-over/show-progress.ts';
import type { Command } from '../command.ts';

/** `baseplate apply`: puts what the configuration names in force, while the record is in use. */
export const applyCommand: Command = {
  name: 'apply',
  summary: 'Put what the configuration names in force, while the record is in use',
  options: [
    {
      name: 'finish',
      description: 'End the way back of every change-over that is done: the old stores are left as they are',
    },
    {
      name: 'accept-loss',
      description:
        'Accept what the plan says will be lost; with --by and --reason. It stands in the ledger and in the report',
    },
    { name: 'by', value: 'NAME', description: 'Name and role of who accepts the loss' },
    { name: 'reason', value: 'WORDS', description: 'Why it may be lost' },
  ],
  async run({ flags, options: given }, { terminal, context, configuration: load, signal }) {
    const configuration = await load();
    const onProgress = showProgress(terminal, () => context.clock.now());
    const accepts = flags.has('accept-loss') ? { accepts: { by: given.by ?? '', reason: given.reason ?? '' } } : {};
    const options = { configuration, context, signal, onProgress, ...accepts };
    if (flags.has('finish')) {
      for (const { reference, trouble } of await finish(options)) {
        terminal.answer(`${nameOf(reference)} is left as it is. There is no way back to it.`);
        if (trouble !== undefined) terminal.answer(`  ${trouble}`);
      }
      return 0;
    }
    const plan = await planAssembly({ configuration, context });
    for (const line of planLines(plan)) terminal.answer(line);
    if (plan.problems.length > 0) return 1;
    if (!movesSomething(plan)) return 0;
    const onDone = (lines: readonly string[]) => {
      terminal.endProgress();
      for (const line of lines) terminal.answer(line);
    };
    const reports = await applyPlan(plan, { ...options, onDone });
    for (const line of await keepReports(reports, configuration, context.clock.now())) terminal.answer(line);
    const isOfStores = reports.some(({ place }) => place !== 'services');
    terminal.answer(
      isOfStores
        ? 'To go back, with later writes kept: baseplate rollback. To end that: baseplate apply --finish.'
        : 'To go back: baseplate rollback.',
    );
    return 0;
  },
};
