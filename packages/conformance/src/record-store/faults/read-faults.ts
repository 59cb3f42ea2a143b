import type { RecordStore, StoredVersion } from '@baseplate-epr/contracts';
import { readCursor, writeCursor } from '@baseplate-epr/record-query';
import type { PlantedFault } from '../../kit/planted-fault.ts';
import { giveWay } from '../cases/while-writing.ts';
import { mapVersions } from './map-versions.ts';
import { plant } from './plant.ts';

/** Stores that read wrongly: versions, text, histories and changes. */
export const readFaults: readonly PlantedFault<RecordStore>[] = [
  plant('wrong version', 'A read of an earlier version gives the newest.', () => (store) => ({
    read: async ({ type, id, versionId }) => {
      const asked = await store.read(versionId === undefined ? { type, id } : { type, id, versionId });
      return asked === undefined ? undefined : store.read({ type, id });
    },
  })),
  plant(
    'text written anew',
    'Text is parsed and written again, so that 1.00 becomes 1.',
    () => (store) => mapVersions(store, (version) => ({ ...version, text: writtenAnew(version.text) })),
  ),
  plant(
    'late commit skipped',
    'Places in the changes are given out before the commit ends, so readers pass over late ones.',
    () => {
      let places = 0;
      const placeOf = new Map<string, number>();
      return (store) => ({
        commit: async (options) => {
          places += 1;
          const place = places;
          for (let moments = place % 3; moments > 0; moments -= 1) await giveWay();
          const result = await store.commit(options);
          if (result.outcome === 'committed') {
            for (const { version } of options.writes) placeOf.set(versionName(version), place);
          }
          return result;
        },
        changes: async ({ after, limit }) => {
          const from = Number(after === undefined ? -1 : (readCursor('late', after) ?? -1));
          const everything = await store.changes({ limit: 10_000 });
          const later = everything.versions
            .map((version, index) => ({
              version,
              place: (placeOf.get(versionName(version)) ?? 0) * 10_000 + (index % 10_000),
            }))
            .filter(({ place }) => place > from)
            .sort((left, right) => left.place - right.place);
          const page = later.slice(0, limit);
          const cursor = writeCursor('late', page.at(-1)?.place ?? from);
          return { versions: page.map(({ version }) => version), cursor, end: later.length <= limit };
        },
      });
    },
  ),
  plant('total of the rest', 'A history counts only what comes from its cursor on.', () => (store) => ({
    history: async (options) => {
      const page = await store.history(options);
      if (options.cursor === undefined) return page;
      let total = page.versions.length;
      for (let { next } = page; next !== undefined; ) {
        const later = await store.history({ ...options, cursor: next });
        total += later.versions.length;
        next = later.next;
      }
      return { ...page, total };
    },
  })),
  plant('torn read', 'What a search includes is read a moment after what it finds.', () => (store) => ({
    search: async (query) => {
      const result = await store.search(query);
      if (result.included.length === 0) return result;
      for (let moments = 0; moments < 3; moments += 1) await giveWay();
      const included = await Promise.all(result.included.map(({ type, id }) => store.read({ type, id })));
      return { ...result, included: included.flatMap((version) => version ?? []) };
    },
  })),
  plant('end ignored', 'Changes that are to begin at the end begin at the beginning.', () => (store) => ({
    changes: ({ begin: _, ...options }) => store.changes(options),
  })),
  plant('versions swapped', 'Changes show two versions of one resource in the wrong order.', () => (store) => ({
    changes: async (options) => {
      const result = await store.changes(options);
      return { ...result, versions: swapped(result.versions) };
    },
  })),
  plant(
    'history by compartment of now',
    'Earlier versions are shown to whoever may see the newest.',
    () => (store) => ({
      history: async (options) => {
        const { access, ...open } = options;
        if (access === undefined) return store.history(options);
        const everything = await store.history({ ...open, count: 10_000 });
        const { matches } = await store.search({ types: [], access, count: 10_000 });
        const visible = new Set(matches.map(({ type, id }) => `${type}/${id}`));
        const versions = everything.versions.filter(({ type, id }) => visible.has(`${type}/${id}`));
        return { versions, total: versions.length };
      },
    }),
  ),
];

function writtenAnew(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text; // Not JSON: given back as it is, so that only the fault meant is planted.
  }
}

function versionName({ type, id, versionId }: StoredVersion): string {
  return `${type}/${id}/${versionId}`;
}

function swapped(versions: readonly StoredVersion[]): StoredVersion[] {
  const result = [...versions];
  for (const [index, version] of versions.entries()) {
    const next = versions.findIndex(
      (other, place) => place > index && other.type === version.type && other.id === version.id,
    );
    const later = versions[next];
    if (later === undefined) continue;
    result[index] = later;
    result[next] = version;
    return result;
  }
  return result;
}
