import { join } from 'node:path';
import { defineAssembly } from '@baseplate-epr/composer';
import small from '../../start/__fixtures__/small.config.ts';

const file = join(process.env.BASEPLATE_DATA ?? '', 'records.db');

// The least assembly on a store that leaves something open when it is stopped.
export default defineAssembly({
  ...small,
  data: {
    ...small.data,
    records: {
      contract: 'record-store',
      contractVersion: 1,
      package: '@supplier/left-open',
      module: new URL('./left-open.ts', import.meta.url).href,
      factory: 'createRecordStore',
      keeps: file,
      options: { file },
    },
  },
});
