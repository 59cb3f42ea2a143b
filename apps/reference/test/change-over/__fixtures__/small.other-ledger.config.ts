import { join } from 'node:path';
import { defineAssembly } from '@baseplate-epr/composer';
import small from '../../start/__fixtures__/small.config.ts';

// The same stores by a ledger of its own: a mistake that must not be paid for by a patient.
export default defineAssembly({ ...small, ledger: { directory: join(process.env.BASEPLATE_DATA ?? '', 'other') } });
