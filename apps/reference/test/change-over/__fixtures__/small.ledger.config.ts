import { join } from 'node:path';
import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import small from '../../start/__fixtures__/small.config.ts';

// The least assembly, with a ledger: its stores can be changed while in use.
export default {
  ...small,
  ledger: { directory: join(process.env.BASEPLATE_DATA ?? '', 'assembly') },
} satisfies AssemblyConfiguration;
