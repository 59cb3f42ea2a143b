import { join } from 'node:path';
import { defineAssembly } from '@baseplate-epr/composer';
import small from '../../start/__fixtures__/small.config.ts';

// The least assembly, with a ledger: its stores can be changed while in use.
export default defineAssembly({ ...small, ledger: { directory: join(process.env.BASEPLATE_DATA ?? '', 'assembly') } });
