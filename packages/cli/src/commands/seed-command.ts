import { BaseplateError } from '@baseplate-epr/contracts';
import type { Command } from '../command.ts';
import { referenceSeed } from '../seed/seed-once.ts';
import { seedPopulation } from '../seed/seed-population.ts';
import { openRecordTarget } from '../target/open-record-target.ts';

/** `baseplate seed`: adds a synthetic population. */
export const seedCommand: Command = {
  name: 'seed',
  summary: 'Add synthetic patients; the same seed always makes the same people',
  options: [
    { name: 'patients', value: 'N', description: 'How many (default 200)' },
    { name: 'seed', value: 'S', description: 'Which population (default 1)' },
  ],
  async run({ options }, { terminal, context, configuration, signal }) {
    const patients = wholeNumber('patients', options.patients, 200);
    const seed = wholeNumber('seed', options.seed, referenceSeed);
    const target = await openRecordTarget(await configuration(), context);
    try {
      terminal.tell(`Adding ${patients} synthetic patients to ${target.description}.`);
      const complete = await seedPopulation({ target, patients, seed, terminal, context, signal });
      terminal.tell(complete ? `Done: ${patients} patients.` : 'Stopped. Run the same command again to complete it.');
      return complete ? 0 : 130;
    } finally {
      await target.close();
    }
  },
};

function wholeNumber(name: string, text: string | undefined, otherwise: number): number {
  const number = text === undefined ? otherwise : Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new BaseplateError({
    code: 'input-invalid',
    message: `--${name} takes a whole number above zero, not "${text}".`,
  });
}
