import { assemblyStatus, openDeliveries } from '@baseplate-epr/composer';
import { statusLines } from '../change-over/status-lines.ts';
import type { Command } from '../command.ts';
import { deliveryLines } from '../deliveries/delivery-lines.ts';

/**
 * `baseplate status`: says which stores and services are in force, which processes serve, how far a change-over is, and how services are told of
 * changes.
 */
export const statusCommand: Command = {
  name: 'status',
  summary: 'Say which stores and services are in force, how far a change is, and what a rollback would undo',
  options: [],
  async run(_input, { terminal, context, configuration }) {
    const assembly = await configuration();
    const status = await assemblyStatus(assembly, context);
    for (const line of statusLines(status, context.clock.now())) terminal.answer(line);
    const deliveries = await openDeliveries(assembly, context);
    try {
      for (const line of deliveryLines(await deliveries.view())) terminal.answer(line);
    } finally {
      await deliveries.stop();
    }
    return 0;
  },
};
