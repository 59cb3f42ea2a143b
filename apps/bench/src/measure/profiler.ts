import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunningRecord } from '../processes/start-record.ts';

/** Runs a piece of work and, given a folder, leaves a processor profile of the record during it there. */
export function createProfiler(folder: string | undefined, record: RunningRecord) {
  return async <Result>(name: string, run: () => Promise<Result>): Promise<Result> => {
    if (folder === undefined) return run();
    await mkdir(folder, { recursive: true });
    await record.startProfile();
    try {
      return await run();
    } finally {
      await record.stopProfile(join(folder, `${name.replaceAll(/[^a-z0-9]+/g, '-')}.cpuprofile`));
    }
  };
}
