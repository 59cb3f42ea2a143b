import { join } from 'node:path';
import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import small from '../../start/__fixtures__/small.config.ts';

// The same stores by a copy of the ledger's folder, as an operator makes one who means to move to another machine.
export default {
  ...small,
  ledger: { directory: join(process.env.BASEPLATE_DATA ?? '', 'copied') },
} satisfies AssemblyConfiguration;
