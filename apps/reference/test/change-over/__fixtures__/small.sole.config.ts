import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import { suppliedRecords } from '../../start/__fixtures__/supplied-records.ts';
import small from './small.ledger.config.ts';

const store = new URL('../../../../../packages/create-module/templates/record-store/src/index.ts', import.meta.url);

// The least assembly on the record store that suppliers start from, which one process alone can use.
export default {
  ...small,
  data: { ...small.data, records: suppliedRecords('@supplier/one-file', store, 'record.log') },
} satisfies AssemblyConfiguration;
