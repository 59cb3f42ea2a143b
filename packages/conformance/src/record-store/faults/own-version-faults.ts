import type { Capability, RecordStore, StoredVersion } from '@baseplate-epr/contracts';
import type { PlantedFault } from '../../kit/planted-fault.ts';
import { mapVersions } from './map-versions.ts';
import { plant } from './plant.ts';

const unsupported: Capability = { support: 'unsupported', reason: 'This store gives times and texts of its own.' };

/** Stores that say that they write texts anew, and do more than they may. */
export const ownVersionFaults: readonly PlantedFault<RecordStore>[] = [
  plant('digits lost', 'A store that may write texts anew turns 1.00 into 1.', () => (store) => {
    const rounded = (version: StoredVersion) => ({ ...version, text: version.text.replaceAll('1.00', '1') });
    return { ...disclaiming(store), ...mapVersions(store, rounded), commit: telling(store, rounded) };
  }),
  plant('kept versions untold', 'A store that may write texts anew does not say what it has kept.', () => (store) => ({
    ...disclaiming(store),
  })),
];

function disclaiming({ capabilities }: RecordStore): Pick<RecordStore, 'capabilities'> {
  return { capabilities: { ...capabilities, verbatimHistory: unsupported } };
}

function telling(store: RecordStore, replace: (version: StoredVersion) => StoredVersion): RecordStore['commit'] {
  return async (options) => {
    const result = await store.commit(options);
    if (result.outcome !== 'committed' || options.writes.length === 0) return result;
    const kept = await Promise.all(options.writes.map(({ version }) => store.read(version)));
    return { ...result, versions: kept.flatMap((version) => (version === undefined ? [] : replace(version))) };
  };
}
