import { join } from 'node:path';
import { defineAssembly } from '@baseplate-epr/composer';
import small from './small.ledger.config.ts';

const file = join(process.env.BASEPLATE_DATA ?? '', 'record.log');
const store = new URL('../../../../../packages/create-module/templates/record-store/src/index.ts', import.meta.url);

// The least assembly on the record store that suppliers start from, which one process alone can use.
export default defineAssembly({
  ...small,
  data: {
    ...small.data,
    records: {
      contract: 'record-store',
      contractVersion: 1,
      package: '@supplier/one-file',
      module: store.href,
      factory: 'createRecordStore',
      keeps: file,
      options: { file },
    },
  },
});
