import type { ResourceKey, StateNamespace } from '@baseplate-epr/contracts';

/** How far a reindexing has come. */
export interface ReindexJournal {
  /** Of the parameters it indexes by; with another generation it begins anew. */
  readonly generation: number;
  /** Indexes every type, needed or not. */
  readonly everything: boolean;
  /** In the order they are indexed. */
  readonly types: readonly string[];
  /** Place in {@link types}. */
  readonly at: number;
  /** Where to go on within the type; absent at its beginning. */
  readonly cursor?: string;
  readonly done: number;
  /** Resources there were when it began. */
  readonly total: number;
  readonly failed: number;
  /** The first hundred that could not be indexed. */
  readonly failures: readonly ResourceKey[];
  /** Milliseconds since 1970. */
  readonly began: number;
  readonly ended?: number;
}

/** A journal as it was read; whoever writes it next says which one it follows. */
export interface KeptJournal {
  readonly journal: ReindexJournal | undefined;
  readonly version: string | null;
}

const key = 'reindex';

/** Reads the journal of the last reindexing. */
export async function readJournal(state: StateNamespace): Promise<KeptJournal> {
  const entry = await state.get({ key });
  if (entry === undefined) return { journal: undefined, version: null };
  return { journal: JSON.parse(entry.value), version: entry.version };
}

/** Writes the next state, unless somebody else has gone on meanwhile: then theirs is given back. */
export async function advanceJournal(
  state: StateNamespace,
  { version }: KeptJournal,
  journal: ReindexJournal,
): Promise<KeptJournal> {
  const written = await state.set({ key, value: JSON.stringify(journal), ifVersion: version });
  return written.outcome === 'written' ? { journal, version: written.version } : readJournal(state);
}
