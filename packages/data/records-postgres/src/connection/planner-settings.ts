/**
 * What a connection is for: to read what is known to be little (a resource, a page of changes, one patient's chart), to search
 * across patients, to write and ask guards, or to look after the others.
 */
export type SessionKind = 'reading' | 'searching' | 'writing' | 'control';

const settings: Readonly<Record<SessionKind, readonly string[]>> = {
  // One plan serves every patient, and goes from row to row by indexes: what belongs to a patient is little beside any whole table, whatever
  // statistics say, or nobody has taken yet. Across patients it depends on the values which way is shorter.
  reading: [
    'SET plan_cache_mode = force_generic_plan',
    'SET enable_seqscan = off',
    'SET enable_hashjoin = off',
    'SET enable_mergejoin = off',
  ],
  searching: [],
  // What a write looks up is found by the one index that needs no sorting, whatever a plan made while a table was empty thought of others.
  writing: ['SET enable_hashjoin = off', 'SET enable_mergejoin = off', 'SET enable_sort = off'],
  control: [],
};

/** Settings of PostgreSQL's planner for the statements of such connections. */
export function plannerSettings(kind: SessionKind): readonly string[] {
  return settings[kind];
}
