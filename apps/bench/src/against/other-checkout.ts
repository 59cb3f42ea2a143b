import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { OptionError } from '../options/read-options.ts';
import type { RunningRecord, StartRecordOptions } from '../processes/start-record.ts';

/** Starts the record of some checkout over a data folder. */
export type StartRecord = (folder: string, options?: StartRecordOptions) => Promise<RunningRecord>;

/**
 * What starts the record of another checkout of this repository, by its own code, so that it needs nothing of this one.
 *
 * @throws OptionError if there is no installed checkout
 */
export async function otherCheckout(folder: string): Promise<StartRecord> {
  const root = resolve(folder);
  const file = join(root, 'apps/bench/src/processes/start-record.ts');
  if (!existsSync(file) || !existsSync(join(root, 'node_modules'))) {
    throw new OptionError(
      `--against takes the folder of another checkout of this repository in which everything is installed and generated; ${root} is none.`,
    );
  }
  const { startRecord }: { startRecord: StartRecord } = await import(pathToFileURL(file).href);
  return startRecord;
}
