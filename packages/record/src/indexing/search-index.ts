import type { Logger, RecordStore, StateNamespace } from '@baseplate-epr/contracts';
import { createSearchRegistry, indexCode, type SearchRegistry, searchRegistry } from '@baseplate-epr/fhir';
import type { SearchParameters } from '../session/search-types.ts';
import { type ActiveParameter, activeParameters } from './active-parameters.ts';
import type { DueIndexing, IndexState } from './index-state.ts';
import { mentionsAny } from './mentions-any.ts';
import { nextState } from './next-state.ts';

/**
 * Which search parameters there are, for all processes that serve one record: those of R4, and SearchParameter resources. What is
 * written is indexed by all of them; searched is by those alone that every resource is indexed by.
 */
export interface SearchIndex {
  /** Of the set in hand; commits carry it. */
  generation(): number;
  /** How resources are indexed. */
  writing(): { readonly registry: SearchRegistry; readonly fullText: boolean };
  /** By which resources are searched. */
  searching(): SearchRegistry;
  /** Every parameter but the one of this SearchParameter resource. */
  without(id: string): SearchRegistry;
  /** Whether a search may be about an added parameter, so that it must be known how far that is just now. */
  mentions(parameters: SearchParameters): boolean;
  /** Reads again what another process may have changed. Cheap: one look into the state store. @returns whether it had */
  refresh(): Promise<boolean>;
  /** Compares the resources with what is known of them, notes what is new, and takes it up. */
  reload(): Promise<void>;
  /** A SearchParameter was written. Never fails: what was written stands, and is taken up later if it cannot be now. */
  changed(): Promise<void>;
  /** Whether an older release's rules made entries that are searched, so that a search may miss what it should find. */
  outdated(): boolean;
  /** What must be indexed anew; `undefined` if nothing. */
  due(): DueIndexing | undefined;
  /** Every resource is indexed by what this generation has. Does nothing if there is a later one. */
  finish(generation: number): Promise<void>;
}

/** What a search index stands on. */
export interface SearchIndexOptions {
  readonly records: RecordStore;
  readonly state: StateNamespace;
  readonly logger: Logger;
  /** Whether resources are indexed by their words. */
  readonly fullText: boolean;
}

interface Snapshot {
  readonly state: IndexState;
  /** Of the entry in the state store. */
  readonly version: string;
  readonly active: readonly ActiveParameter[];
  readonly writing: SearchRegistry;
  readonly searching: SearchRegistry;
}

const key = 'search-index';

/** Opens the search index of a record. */
export async function openSearchIndex(options: SearchIndexOptions): Promise<SearchIndex> {
  const { records, state, logger, fullText } = options;
  let stale = false;
  let snapshot = await read(undefined);
  let turn: Promise<unknown> = Promise.resolve();

  async function stored(): Promise<{ readonly state: IndexState; readonly version: string | null }> {
    const entry = await state.get({ key });
    if (entry !== undefined) return { state: { fullText: 'off', ...JSON.parse(entry.value) }, version: entry.version };
    const { total } = await records.search({ types: [], count: 0 });
    // Nothing is there that could have been indexed otherwise.
    const first = { generation: 1, fullText: fullText && total === 0 ? 'ready' : 'off', parameters: [] } as const;
    return { state: { ...first, code: total === 0 ? indexCode : 0 }, version: null };
  }

  async function read(last: Snapshot | undefined): Promise<Snapshot> {
    for (;;) {
      const before = await stored();
      const active = await activeParameters(records);
      const next = nextState(before.state, active, fullText);
      if (before.version !== null && JSON.stringify(next) === JSON.stringify(before.state))
        return snapshotOf(next, before.version, active, last);
      const written = await state.set({ key, value: JSON.stringify(next), ifVersion: before.version });
      if (written.outcome === 'written') return snapshotOf(next, written.version, active, last);
    }
  }

  /** One after the other, so that an earlier look never replaces a later one. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  const reload = () =>
    inTurn(async () => {
      snapshot = await read(snapshot);
      stale = false;
    });

  return {
    generation: () => snapshot.state.generation,
    writing: () => ({ registry: snapshot.writing, fullText }),
    searching: () => snapshot.searching,
    without: (id) => {
      const others = snapshot.active.filter((one) => one.id !== id);
      return others.length === snapshot.active.length ? snapshot.writing : registryOf(others);
    },
    mentions: (parameters) =>
      mentionsAny(
        parameters,
        snapshot.active.map(({ definition }) => definition.code),
      ),
    async refresh() {
      const entry = await state.get({ key });
      if (!stale && entry?.version === snapshot.version) return false;
      await reload();
      return true;
    },
    reload,
    async changed() {
      try {
        await reload();
      } catch {
        stale = true;
        logger.error(
          'A search parameter was written, but is not taken up yet. It will be when the stores answer again.',
        );
      }
    },
    outdated: () => snapshot.state.code < indexCode,
    due: () => dueOf(snapshot),
    finish: (generation) =>
      inTurn(async () => {
        snapshot = await read(snapshot);
        const { state: now, version } = snapshot;
        if (now.generation !== generation) return;
        const parameters = now.parameters.map((one) => ({ ...one, ready: true }));
        const words = now.fullText === 'pending' ? 'ready' : now.fullText;
        const next = { ...now, code: indexCode, fullText: words, parameters };
        // Whoever was faster has finished it, or added something.
        await state.set({ key, value: JSON.stringify(next), ifVersion: version });
        snapshot = await read(snapshot);
      }),
  };
}

function snapshotOf(
  state: IndexState,
  version: string,
  active: readonly ActiveParameter[],
  last: Snapshot | undefined,
): Snapshot {
  const same =
    JSON.stringify(active.map((one) => one.digest)) === JSON.stringify(last?.active.map((one) => one.digest));
  const writing = same && last !== undefined ? last.writing : registryOf(active);
  const isReady = new Set(state.parameters.filter((one) => one.ready).map((one) => one.id));
  const pending = active.filter((one) => !isReady.has(one.id)).map((one) => one.definition);
  const ready = active.filter((one) => isReady.has(one.id)).map((one) => one.definition);
  const plain = pending.length === 0 && state.fullText === 'off';
  const searching = plain ? writing : createSearchRegistry({ additional: ready, pending, fullText: state.fullText });
  return { state, version, active, writing, searching };
}

function registryOf(active: readonly ActiveParameter[]): SearchRegistry {
  if (active.length === 0) return searchRegistry;
  return createSearchRegistry({ additional: active.map((one) => one.definition) });
}

function dueOf({ state, active }: Snapshot): DueIndexing | undefined {
  const waiting = new Set(state.parameters.filter((one) => !one.ready).map((one) => one.id));
  const rules = state.code < indexCode || state.fullText === 'pending';
  if (!rules && waiting.size === 0) return undefined;
  const bases = active.filter((one) => waiting.has(one.id)).flatMap((one) => one.definition.base);
  const all = rules || bases.some((base) => base === 'Resource' || base === 'DomainResource');
  return { types: all ? undefined : new Set(bases), rules, parameters: waiting.size };
}
