import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GrowthResult, LoadPoint } from './growth-result.ts';

/** How far a record has grown. It stands in a file beside the record's data, so that a run that was interrupted goes on. */
export interface GrowState {
  /** All patients up to this one are in the record. */
  readonly patients: number;
  readonly resources: number;
  readonly loading: readonly LoadPoint[];
  readonly sizes: readonly GrowthResult[];
}

const fileIn = (folder: string) => join(folder, 'growth-state.json');

/** Reads the state of a folder; of a new one, that nothing is loaded. */
export async function readGrowState(folder: string): Promise<GrowState> {
  try {
    return JSON.parse(await readFile(fileIn(folder), 'utf8')) as GrowState;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return { patients: 0, resources: 0, loading: [], sizes: [] };
  }
}

/** Keeps the state; what was there before stays until the new one is whole. */
export async function keepGrowState(folder: string, state: GrowState): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(`${fileIn(folder)}.new`, JSON.stringify(state));
  await rename(`${fileIn(folder)}.new`, fileIn(folder));
}
