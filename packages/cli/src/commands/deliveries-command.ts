import { userInfo } from 'node:os';
import { type LetterDecision, openDeliveries } from '@baseplate-epr/composer';
import { BaseplateError } from '@baseplate-epr/contracts';
import type { Command } from '../command.ts';
import { deliveryLines } from '../deliveries/delivery-lines.ts';

/** `baseplate deliveries`: says how services are told of changes, and decides about what was put aside. */
export const deliveriesCommand: Command = {
  name: 'deliveries',
  summary: 'Say how services are told of changes; tell again, or give up, what was put aside',
  options: [
    { name: 'redeliver', value: 'SERVICE', description: 'Tell this service again of what was put aside' },
    {
      name: 'discard',
      value: 'SERVICE',
      description: 'Give up what was put aside for this service; it never hears of it',
    },
    { name: 'version', value: 'VERSION', description: 'Only this one, e.g. Observation/x/_history/1 (default: all)' },
  ],
  async run({ options: { redeliver, discard, version } }, { terminal, context, configuration }) {
    const deliveries = await openDeliveries(await configuration(), context);
    try {
      const what: LetterDecision['what'] | undefined =
        redeliver !== undefined ? 'redeliver' : discard !== undefined ? 'discard' : undefined;
      if (what !== undefined) {
        const service = redeliver ?? discard ?? '';
        const by = `command-line/${userInfo().username}`;
        const decided = await deliveries.decide(service, { what, by }, version);
        if (decided === 0) {
          throw new BaseplateError({
            code: 'not-found',
            message: `Nothing of that kind was put aside for ${service}. See baseplate deliveries for what was.`,
          });
        }
        terminal.answer(
          what === 'redeliver'
            ? `${service} is told of ${decided} changes again, within seconds of the record running.`
            : `${service} never hears of ${decided} changes; they go within seconds of the record running.`,
        );
      }
      for (const line of deliveryLines(await deliveries.view())) terminal.answer(line);
      return 0;
    } finally {
      await deliveries.stop();
    }
  },
};
