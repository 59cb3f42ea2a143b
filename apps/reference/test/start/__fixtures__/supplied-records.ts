import { join } from 'node:path';
import type { ModuleReference } from '@baseplate-epr/contracts';

/** The record store of a supplier, in one file of the data folder. @param module - where its source is. */
export function suppliedRecords(name: string, module: URL, fileName: string): ModuleReference<'record-store'> {
  const file = join(process.env.BASEPLATE_DATA ?? '', fileName);
  return {
    contract: 'record-store',
    contractVersion: 1,
    package: name,
    module: module.href,
    factory: 'createRecordStore',
    keeps: file,
    options: { file },
  };
}
