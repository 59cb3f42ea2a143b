import { join } from 'node:path';
import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import { sqliteState } from '@baseplate-epr/state-sqlite';
import small from '../../start/__fixtures__/small.config.ts';

const data = process.env.BASEPLATE_DATA ?? '';

// The same record by a ledger and a state store of its own, so that its start cannot know: a mistake that must not be paid for by a patient.
export default {
  ...small,
  ledger: { directory: join(data, 'other') },
  data: { ...small.data, state: sqliteState({ file: join(data, 'other-state.db') }) },
} satisfies AssemblyConfiguration;
