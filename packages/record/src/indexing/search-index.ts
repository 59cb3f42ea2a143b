import type { Logger, RecordStore, StateNamespace } from '@baseplate-epr/contracts';
import { createSearchRegistry, indexCode, type SearchRegistry, searchRegistry } from '@baseplate-epr/fhir';
import type { SearchParameters } from '../session/search-types.ts';
import { type ActiveParameter, activeParameters } from './active-parameters.ts';
import type { DueIndexing, IndexState } from './index-state.ts';
import { mentionsAny } from './mentions-any.ts';
import { indexedByNewer } from './newer-rules.ts';
import { aimedState, nextState } from './next-state.ts';
import { requireGivenEntries } from './require-given-entries.ts';

/**
 * Which search parameters there are, for all processes that serve one record: those of R4, and SearchParameter resources. What is
 * written is indexed by all of them; searched is by those alone that every resource is indexed by.
 */
export interface SearchIndex {
  /**
   * Of the set in hand; commits carry it.
   * @throws RecordError 503 `storage-newer` if a newer release indexes the record otherwise: then this one commits nothing
   */
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
  /** Whose rules made the entries that are searched: where they are another release's, a search may miss what it should find. */
  rules(): 'own' | 'older' | 'newer';
  /**
   * Before an indexing: from then on this release's rules are the ones to index by, and processes of other releases have their commits
   * refused until they have taken notice. `back` says that it is meant even where a newer release has indexed.
   * @throws RecordError 503 `storage-newer` if a newer release has, and it is not meant
   */
  takeAim(options: { readonly back: boolean }): Promise<void>;
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
    if (entry !== undefined) return { state: keptState(entry.value), version: entry.version };
    const { total } = await records.search({ types: [], count: 0 });
    // Nothing is there that could have been indexed otherwise.
    const code = total === 0 ? indexCode : 0;
    const words = fullText && total === 0 ? 'ready' : 'off';
    return { state: { generation: 1, code, aim: code, fullText: words, parameters: [] }, version: null };
  }

  async function read(last: Snapshot | undefined): Promise<Snapshot> {
    for (;;) {
      const before = await stored();
      const active = await activeParameters(records);
      if (last === undefined) requireGivenEntries(records, { fullText, parameters: active });
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
    generation() {
      const { aim, generation } = snapshot.state;
      if (aim > indexCode) throw indexedByNewer(aim);
      return generation;
    },
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
    rules() {
      const { aim, code } = snapshot.state;
      return aim > indexCode ? 'newer' : code < indexCode ? 'older' : 'own';
    },
    takeAim: ({ back }) =>
      inTurn(async () => {
        for (;;) {
          snapshot = await read(snapshot);
          const { state: now, version } = snapshot;
          if (now.aim > indexCode && !back) throw indexedByNewer(now.aim);
          const next = aimedState(now);
          if (next === now) return;
          // Whoever was faster has added something; then again.
          await state.set({ key, value: JSON.stringify(next), ifVersion: version });
        }
      }),
    due: () => dueOf(snapshot),
    finish: (generation) =>
      inTurn(async () => {
        snapshot = await read(snapshot);
        const { state: now, version } = snapshot;
        if (now.generation !== generation || now.aim !== indexCode) return;
        const parameters = now.parameters.map((one) => ({ ...one, ready: true }));
        const words = now.fullText === 'pending' ? 'ready' : now.fullText;
        const next = { ...now, code: indexCode, fullText: words, parameters };
        // Whoever was faster has finished it, or added something.
        await state.set({ key, value: JSON.stringify(next), ifVersion: version });
        snapshot = await read(snapshot);
      }),
  };
}

/** With what a state written by an earlier release lacks, and its parts in the order in which a state is compared. */
function keptState(text: string): IndexState {
  const { generation, code, aim = code, fullText = 'off', parameters } = JSON.parse(text);
  return { generation, code, aim, fullText, parameters };
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
