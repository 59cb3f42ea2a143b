import type {
  CommitOptions,
  GuardFailure,
  IndexedVersion,
  RecordStore,
  StoredVersion,
  Write,
} from '@baseplate-epr/contracts';
import { isBaseplateError } from '@baseplate-epr/contracts';
import type { PlantedFault } from '../../kit/planted-fault.ts';
import { giveWay } from '../cases/while-writing.ts';
import { mapVersions } from './map-versions.ts';
import { plant } from './plant.ts';

/** Stores that write wrongly. */
export const writeFaults: readonly PlantedFault<RecordStore>[] = [
  plant(
    'lost update',
    'The last writer wins: what another wrote in the meantime is overwritten unseen.',
    () => (store) => ({
      commit: async (options) => {
        const writes = await Promise.all(options.writes.map((write) => renumber(store, write)));
        return store.commit({ ...options, writes });
      },
    }),
  ),
  plant('half-applied transaction', 'A refused commit leaves the writes that had no conflict.', () => (store) => ({
    commit: async (options) => {
      const result = await store.commit(options);
      if (result.outcome === 'conflict') {
        for (const write of options.writes) await store.commit({ ...options, writes: [write] });
      }
      return result;
    },
  })),
  plant('torn commit', 'The writes of a commit become visible one after the other.', () => (store) => ({
    commit: async (options) => {
      const trial = await store.commit({ ...options, writes: options.writes.slice(0, 1) });
      if (trial.outcome !== 'committed') return trial;
      for (const write of options.writes.slice(1)) {
        await giveWay();
        const result = await store.commit({ epoch: options.epoch, writes: [write] });
        if (result.outcome !== 'committed') return result;
      }
      return trial;
    },
  })),
  plant('racing guard', 'Guards are looked at before the commit begins, not within it.', () => (store) => ({
    commit: async ({ guards = [], ...options }) => {
      const failures = await failedGuards(store, guards);
      if (failures.length > 0) return { outcome: 'guard-failed', failures };
      await giveWay();
      return store.commit(options);
    },
  })),
  plant(
    'forgotten fence',
    'The fence is kept in memory: after a restart the old store takes writes again.',
    () => (store) => {
      let fence = { epoch: Number.NEGATIVE_INFINITY, successor: '' };
      return {
        fence: async (options) => {
          if (options.epoch >= fence.epoch) fence = { ...options };
        },
        commit: async (options) =>
          options.epoch < fence.epoch ? { outcome: 'fenced', ...fence } : store.commit(options),
      };
    },
  ),
  plant(
    'racing fence',
    'The fence that is to be replaced is looked at before, not within, the change.',
    () => (store) => ({
      fence: async ({ replaces, ...fence }) => {
        const standing = await store.commit({ epoch: 0, writes: [] });
        await giveWay();
        if (replaces === undefined || (replaces === null) === (standing.outcome !== 'fenced')) await store.fence(fence);
      },
    }),
  ),
  plant('overwriting load', 'A load replaces a version that is there with other content.', () => {
    const replaced = new Map<string, StoredVersion>();
    const nameOf = ({ type, id, versionId }: StoredVersion): string => `${type}/${id}/${versionId}`;
    return (store) => ({
      ...mapVersions(store, (version) => replaced.get(nameOf(version)) ?? version),
      load: async ({ versions }) => {
        try {
          return await store.load({ versions });
        } catch (error) {
          if (!isBaseplateError(error) || error.code !== 'load-conflict') throw error;
          for (const { entries: _, ...version } of versions) replaced.set(nameOf(version), version);
          return { loaded: versions.length, present: 0 };
        }
      },
    });
  }),
  plant('partial load', 'A load that is refused has written what came before the conflict.', () => (store) => ({
    load: async ({ versions }) => {
      let result = { loaded: 0, present: 0 };
      for (const version of versions) {
        const one = await store.load({ versions: [version] });
        result = { loaded: result.loaded + one.loaded, present: result.present + one.present };
      }
      return result;
    },
  })),
  plant('stale digest', 'The digest is computed once and not kept up to date.', () => (store) => {
    const answers = new Map<string, ReturnType<RecordStore['digest']>>();
    return {
      digest: (options) => {
        const question = JSON.stringify(options);
        const answer = answers.get(question) ?? store.digest(options);
        answers.set(question, answer);
        return answer;
      },
    };
  }),
  plant('forgotten generation', 'That the store was closed to a generation is kept in memory.', () => (store) => {
    let least = Number.NEGATIVE_INFINITY;
    return {
      index: async ({ closes, ...options }) => {
        if (closes === true) least = Math.max(least, options.generation);
        return store.index(options);
      },
      commit: async (options) => {
        if ((options.generation ?? 0) >= least) return store.commit(options);
        const { outcome } = await store.commit({ ...options, writes: [], guards: [] });
        return outcome === 'fenced' ? store.commit(options) : { outcome: 'outdated', generation: least };
      },
    };
  }),
  plant('times not looked at', 'Commits are taken with earlier times than there are.', () => (store) => ({
    commit: ({ overtakenWithin, ...options }) => store.commit(options),
  })),
  plant('times looked at unasked', 'What is far ahead overtakes.', () => (store) => ({
    commit: (options) =>
      store.commit(options.overtakenWithin === undefined ? options : { ...options, overtakenWithin: 10_000_000 }),
  })),
  plant('generation of commits lost', 'Entries that came with a commit count as the oldest.', () => (store) => ({
    index: async (options) => {
      const { indexed } = await store.index({ ...options, generation: Math.max(options.generation, 1_000_000) });
      return { indexed, moved: options.entries.length - indexed };
    },
  })),
  plant('generation of loads lost', 'Entries that were loaded count as the oldest.', () => (store) => ({
    load: ({ versions }) => store.load({ versions }),
  })),
  plant('index without versions', 'Entries of an earlier version are put on a newer one.', () => (store) => ({
    index: async ({ generation, entries }) => {
      const current = await Promise.all(
        entries.map(async (entry) => ({ ...entry, versionId: (await store.read(entryKey(entry)))?.versionId ?? '0' })),
      );
      return store.index({ generation, entries: current });
    },
  })),
];

async function renumber(store: RecordStore, { version, expect }: Write): Promise<Write> {
  const newest = await store.read({ type: version.type, id: version.id });
  if (expect === 'absent' || newest === undefined) return { version, expect };
  const next: IndexedVersion = { ...version, versionId: String(Number(newest.versionId) + 1) };
  return { version: next, expect: 'anything' };
}

async function failedGuards(store: RecordStore, guards: NonNullable<CommitOptions['guards']>): Promise<GuardFailure[]> {
  const failures: GuardFailure[] = [];
  for (const [guard, { query, expect }] of guards.entries()) {
    const { matches } = await store.search({ ...query, count: 10_000 });
    const matched = matches.slice(0, 100).map(({ type, id }) => ({ type, id }));
    const wanted = 'count' in expect ? undefined : new Set(expect.resources.map(({ type, id }) => `${type}/${id}`));
    const holds =
      'count' in expect
        ? matches.length === expect.count
        : matches.length === expect.resources.length && matches.every(({ type, id }) => wanted?.has(`${type}/${id}`));
    if (!holds) failures.push({ guard, matched });
  }
  return failures;
}

function entryKey({ type, id }: { readonly type: string; readonly id: string }): { type: string; id: string } {
  return { type, id };
}
