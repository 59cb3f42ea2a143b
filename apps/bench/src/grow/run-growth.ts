import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFloor } from '../floor/start-floor.ts';
import { machine } from '../measure/run-bench.ts';
import { startRecord } from '../processes/start-record.ts';
import { type GrowState, keepGrowState, readGrowState } from './grow-state.ts';
import { growTo } from './grow-to.ts';
import type { GrowthResults } from './growth-result.ts';
import { measureSize } from './measure-size.ts';

/** What to grow. */
export interface GrowthOptions {
  /** Patients, from few to many. */
  readonly sizes: readonly number[];
  /** Where the record and how far it has come are kept. */
  readonly folder: string;
  /** Removes what is there first. */
  readonly fresh: boolean;
  readonly start: readonly string[];
}

/**
 * Lets one record grow and measures it at each size. Stopped at any moment it goes on where it was: what is loaded stays loaded, what is
 * measured stays measured.
 */
export async function runGrowth(options: GrowthOptions, tell: (line: string) => void): Promise<GrowthResults> {
  const { folder, start } = options;
  const sizes = options.sizes.toSorted((one, other) => one - other);
  if (options.fresh) await rm(folder, { recursive: true, force: true });
  let state = await readGrowState(folder);
  for (const size of sizes) {
    if (state.sizes.some(({ patients }) => patients === size)) continue;
    if (state.patients > size) {
      throw new Error(`The record in ${folder} has ${state.patients} patients already. Start over with --fresh.`);
    }
    state = await oneSize(state, { size, sizes, folder, start, tell });
  }
  return { machine: machine(), sizes: state.sizes, loading: state.loading };
}

async function oneSize(
  begun: GrowState,
  options: Pick<GrowthOptions, 'folder' | 'sizes' | 'start'> & { readonly size: number; tell(line: string): void },
): Promise<GrowState> {
  const { folder, size, start, tell } = options;
  const data = join(folder, 'data');
  const loader = await startRecord(data, { words: start });
  let state = begun;
  let loading = await loader.usage();
  try {
    state = await growTo(begun, { ...options, record: loader });
    loading = await loader.usage();
  } finally {
    await loader.stop();
  }
  tell(`Measuring at ${size.toLocaleString('en-GB')} patients …`);
  // A new process at every size: each has read and compiled as much as the others.
  const record = await startRecord(data, { words: start });
  const floorFolder = await mkdtemp(join(tmpdir(), 'baseplate-bench-'));
  const floor = await startFloor(floorFolder);
  try {
    const result = await measureSize({ folder, record, floor, state, size, loading });
    const grown = { ...state, sizes: [...state.sizes, result] };
    await keepGrowState(folder, grown);
    return grown;
  } finally {
    await floor.stop();
    await record.stop();
    await rm(floorFolder, { recursive: true, force: true });
  }
}
