import type { IndexEntry, IndexedVersion, ResourceKey } from '@baseplate-epr/contracts';
import { homeOf } from '../keys/home.ts';
import { keyOf } from '../keys/keys.ts';
import { type Sql, sql } from '../query/sql.ts';
import { compartmentNames, writeCompartments } from '../read/compartment-text.ts';
import { createEntryRows } from './entry-rows.ts';
import { compartmentKey, type Removal, removalStatements } from './removals.ts';
import type { ResourceState } from './resource-state.ts';
import { createRowSet } from './row-set.ts';
import { createTally } from './tally.ts';
import { bucketOf, versionHash } from './version-hash.ts';

/** Writes that are decided on and not sent yet. */
export interface Staging {
  write(version: IndexedVersion, generation: number): void;
  /** Replaces the entries of a live resource's newest version. */
  reindex(resource: ResourceKey, entries: readonly IndexEntry[], generation: number): void;
  /** Statements for all that was staged, to be sent in this order, and the names of parameters that they leave known. */
  take(isKnown: (name: string) => boolean): { readonly statements: readonly Sql[]; readonly names: readonly string[] };
}

interface Staged extends ResourceState, ResourceKey {
  readonly key: string;
  readonly entries: readonly IndexEntry[];
}

/** Makes an empty staging. `states` is kept true to what was staged; `position` is that of the newest version there is. */
export function createStaging(states: Map<string, ResourceState>, position: number, homeType: string): Staging {
  let newest = position;
  let versions = createRowSet(versionColumns);
  let tally = createTally();
  const removals: Removal[] = [];
  const staged = new Map<string, Staged>();

  const stage = (name: string, next: Staged) => {
    const before = states.get(name);
    // Entries of what was staged before in the same round have not been written at all.
    if (before?.live === true && !staged.has(name)) removals.push({ ...before, key: next.key, type: next.type });
    states.set(name, next);
    staged.set(name, next);
  };
  return {
    write(version, generation) {
      const { type, id, lastUpdated, deleted, text, compartments, entries } = version;
      const name = `${type}/${id}`;
      const before = states.get(name);
      const key = keyOf(type, id);
      const home = before?.home ?? homeOf(key, compartments, homeType);
      const number = Number(version.versionId);
      const inside = compartmentNames(compartments);
      const hash = versionHash(version);
      newest += 1;
      versions.add(
        home,
        key,
        number,
        newest,
        lastUpdated,
        hash,
        deleted,
        type,
        id,
        writeCompartments(compartments),
        text,
      );
      const live = deleted ? 0 : 1;
      tally.add({ type, bucket: bucketOf(key), compartments: inside, hash, live: live - (before?.live ? 1 : 0) });
      stage(name, {
        type,
        id,
        key,
        home,
        version: number,
        lastUpdated,
        live: !deleted,
        generation,
        compartments: inside,
        entries,
      });
    },
    reindex({ type, id }, entries, generation) {
      const name = `${type}/${id}`;
      const before = states.get(name);
      if (before !== undefined) stage(name, { ...before, type, id, key: keyOf(type, id), entries, generation });
    },
    take(isKnown) {
      const rows = currentRows([...staged.values()]);
      const statements = [
        ...removalStatements(removals),
        ...versions.parts('f').map((part) => sql`INSERT INTO version SELECT * FROM ${part}`),
        ...rows.statements(isKnown),
        ...tally.statements(),
      ];
      removals.length = 0;
      staged.clear();
      versions = createRowSet(versionColumns);
      tally = createTally();
      return { statements, names: rows.names };
    },
  };
}

const versionColumns = {
  home: 'uuid',
  resource: 'uuid',
  version: 'bigint',
  position: 'bigint',
  last_updated: 'bigint',
  hash: 'uuid',
  deleted: 'boolean',
  type: 'text',
  id: 'text',
  compartments: 'text',
  text: 'text',
};

const resourceColumns = {
  home: 'uuid',
  key: 'uuid',
  version: 'bigint',
  last_updated: 'bigint',
  generation: 'bigint',
  live: 'boolean',
  type: 'text',
  id: 'text',
};

function currentRows(staged: readonly Staged[]) {
  const resources = createRowSet(resourceColumns);
  const members = createRowSet({ compartment: 'uuid', type: 'text', home: 'uuid', resource: 'uuid' });
  const entryRows = createEntryRows();
  for (const { home, key, version, lastUpdated, generation, live, type, id, compartments, entries } of staged) {
    resources.add(home, key, version, lastUpdated, generation, live, type, id);
    if (!live) continue;
    entryRows.add(home, key, type, entries);
    for (const name of compartments) members.add(compartmentKey(name), type, home, key);
  }
  return {
    names: [...entryRows.names()],
    statements: (isKnown: (name: string) => boolean): readonly Sql[] => [
      ...resources
        .parts('f')
        .map(
          (part) =>
            sql`INSERT INTO resource SELECT * FROM ${part} ON CONFLICT (home, key) DO UPDATE SET version = excluded.version, last_updated = excluded.last_updated, generation = excluded.generation, live = excluded.live`,
        ),
      ...entryRows.statements(isKnown),
      ...members.parts('f').map((part) => sql`INSERT INTO compartment_member SELECT * FROM ${part}`),
    ],
  };
}
