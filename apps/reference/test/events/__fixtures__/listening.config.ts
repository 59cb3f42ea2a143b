import { join } from 'node:path';
import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import small from '../../change-over/__fixtures__/small.ledger.config.ts';
import { listeningService } from './listening-service.ts';

// The least assembly with a ledger, and a service that writes down what it hears.
export default {
  ...small,
  services: [
    ...small.services,
    listeningService({
      file: join(process.env.BASEPLATE_DATA ?? '', 'heard.txt'),
      deaf: process.env.DEAF === 'yes',
    }),
  ],
  grants: { listening: ['system/Observation.rs'] },
} satisfies AssemblyConfiguration;
