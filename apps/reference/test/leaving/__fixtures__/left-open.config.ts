import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import small from '../../start/__fixtures__/small.config.ts';
import { suppliedRecords } from '../../start/__fixtures__/supplied-records.ts';

const store = new URL('./left-open.ts', import.meta.url);

// The least assembly on a store that leaves something open when it is stopped.
export default {
  ...small,
  data: { ...small.data, records: suppliedRecords('@supplier/left-open', store, 'records.db') },
} satisfies AssemblyConfiguration;
