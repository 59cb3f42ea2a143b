import type { RunningRecord } from '../processes/start-record.ts';
import { type GrowState, keepGrowState } from './grow-state.ts';
import type { LoadPoint } from './growth-result.ts';
import { loadPatients } from './load-patients.ts';
import { keepSample } from './sample-bundles.ts';

/** What grows, and to what. */
export interface GrowToOptions {
  readonly folder: string;
  readonly record: RunningRecord;
  readonly size: number;
  /** All sizes that will be measured, for what must be kept on the way. */
  readonly sizes: readonly number[];
  tell(line: string): void;
}

/** Patients of one stretch, whose rate is noted. */
const stretch = 100;

/** Loads patients until the record has so many; notes the rate of each stretch, and how far it has come. */
export async function growTo(begun: GrowState, options: GrowToOptions): Promise<GrowState> {
  const { folder, record, size, sizes, tell } = options;
  if (begun.patients >= size) return begun;
  let state = begun;
  let since = { time: performance.now(), cpu: (await record.usage()).cpu, resources: 0 };
  let marking = Promise.resolve();
  const mark = async (patients: number, resources: number): Promise<void> => {
    const now = { time: performance.now(), cpu: (await record.usage()).cpu, resources };
    const seconds = (now.time - since.time) / 1000;
    const made = resources - since.resources;
    const point: LoadPoint = {
      patients,
      resources: begun.resources + resources,
      rate: made / seconds,
      cpu: (now.cpu - since.cpu) / made,
    };
    since = now;
    state = { ...state, patients, resources: point.resources, loading: [...state.loading, point] };
    await keepGrowState(folder, state);
    const left = (size - patients) / ((patients - begun.patients) / ((now.time - startedAt) / 1000));
    tell(
      `${patients.toLocaleString('en-GB')} of ${size.toLocaleString('en-GB')} patients, ${Math.round(point.rate).toLocaleString('en-GB')} resources/s, ${Math.ceil(left)} s left`,
    );
  };
  const startedAt = since.time;
  let loaded = 0;
  let marked = begun.patients;
  await loadPatients({
    port: record.port,
    token: await record.token('system'),
    from: begun.patients === 0 ? 0 : begun.patients + 1,
    to: size,
    onBundle: (index, bundle) => keepSample(folder, sizes, index, bundle),
    onLoaded({ complete, resources }) {
      loaded += resources;
      if (complete < size && complete < marked + stretch) return;
      marked = complete;
      const soFar = loaded;
      marking = marking.then(() => mark(complete, soFar));
    },
  });
  await marking;
  return state;
}
