import type { ResourceKey } from '@baseplate-epr/contracts';
import type { Ask } from '../connection/ask.ts';
import { sql } from '../query/sql.ts';
import { compartmentNames, readCompartments } from '../read/compartment-text.ts';

/** What is known about a resource before a write. */
export interface ResourceState {
  readonly home: string;
  readonly version: number;
  readonly lastUpdated: number;
  readonly live: boolean;
  readonly generation: number;
  /** Names of the compartments that its newest version lies in. */
  readonly compartments: readonly string[];
}

/** The states of resources by `type/id`; those that never were are left out. */
export async function readStates(ask: Ask, keys: readonly ResourceKey[]): Promise<Map<string, ResourceState>> {
  if (keys.length === 0) return new Map();
  const rows = await ask(
    sql`SELECT r.type, r.id, r.home, r.version, r.last_updated, r.live, r.generation, v.compartments FROM unnest(${keys.map(({ type }) => type)}::text[], ${keys.map(({ id }) => id)}::text[]) k(type, id) JOIN resource r ON r.type = k.type AND r.id = k.id JOIN version v ON v.home = r.home AND v.resource = r.key AND v.version = r.version`,
  );
  return new Map(
    rows.map(([type, id, home, version, lastUpdated, live, generation, compartments]) => [
      `${type}/${id}`,
      {
        home: String(home),
        version: Number(version),
        lastUpdated: Number(lastUpdated),
        live: live === true,
        generation: Number(generation),
        compartments: compartmentNames(readCompartments(String(compartments))),
      },
    ]),
  );
}
