import { planAssembly } from '@baseplate-epr/composer';
import { planLines } from '../change-over/plan-lines.ts';
import type { Command } from '../command.ts';

/** `baseplate plan`: says what an apply would do, and what stands in its way. */
export const planCommand: Command = {
  name: 'plan',
  summary: 'Say in what the configuration differs from what is in force, and what applying it would do',
  options: [],
  async run(_input, { terminal, context, configuration }) {
    const plan = await planAssembly({ configuration: await configuration(), context });
    for (const line of planLines(plan)) terminal.answer(line);
    return plan.problems.length === 0 ? 0 : 1;
  },
};
