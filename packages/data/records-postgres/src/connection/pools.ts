import { type Connections, openConnections } from '@baseplate-epr/postgres-connection';
import type { ResolvedOptions } from '../options.ts';
import { isAbandoned } from './cancelling.ts';
import { plannerSettings, type SessionKind } from './planner-settings.ts';
import { hasPreparedMuch } from './prepared.ts';

/** Every connection of one process to the database. */
export interface Pools {
  /** For what is known to be little: it never waits for a search across patients. */
  readonly reading: Connections;
  readonly searching: Connections;
  readonly writing: Connections;
  /** For looking after the others: to cancel a statement, and to ask for the server's health. */
  readonly control: Connections;
  close(): Promise<void>;
}

/** Opens nothing yet: connections are made when first needed, and again when they broke. */
export function createPools(options: ResolvedOptions): Pools {
  const make = (kind: SessionKind, max: number) =>
    openConnections(options, {
      purpose: kind,
      max,
      planner: plannerSettings(kind),
      isSpoilt: isAbandoned,
      isWorn: hasPreparedMuch,
    });
  const pools = {
    reading: make('reading', options.readers),
    searching: make('searching', options.searchers),
    writing: make('writing', 1),
    control: make('control', 1),
  };
  return {
    ...pools,
    close: async () => {
      await Promise.all(Object.values(pools).map((pool) => pool.close()));
    },
  };
}
