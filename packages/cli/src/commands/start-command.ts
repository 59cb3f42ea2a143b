import { openAssembly } from '@baseplate-epr/composer';
import { BaseplateError } from '@baseplate-epr/contracts';
import type { Command } from '../command.ts';
import { seedOnce } from '../seed/seed-once.ts';

/** `baseplate start`: opens the assembly and serves until it is told to stop. */
export const startCommand: Command = {
  name: 'start',
  summary: 'Start the record and serve until Ctrl+C',
  options: [{ name: 'seed', value: 'N', description: 'At the very first start, make N synthetic patients' }],
  async run({ options }, { terminal, context, configuration, signal }) {
    const began = context.clock.now();
    const patients = options.seed === undefined ? 0 : wholeNumber(options.seed);
    const assembly = await openAssembly({ configuration: await configuration(), context, listen: true });
    try {
      if (patients > 0) await seedOnce({ assembly, patients, terminal, context, signal });
      if (!signal.aborted) {
        const seconds = ((context.clock.now() - began) / 1000).toFixed(1);
        terminal.tell(`\nThe record is ready after ${seconds} s:  ${assembly.url}\nStop it with Ctrl+C.\n`);
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
        terminal.tell('Stopping: requests in hand are finished first …');
      }
    } finally {
      await assembly.stop();
    }
    terminal.tell('Stopped.');
    return 0;
  },
};

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new BaseplateError({
    code: 'input-invalid',
    message: `--seed takes a whole number of patients, not "${text}".`,
  });
}
