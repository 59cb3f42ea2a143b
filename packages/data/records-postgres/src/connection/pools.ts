import { type Connections, openConnections } from '@baseplate-epr/postgres-connection';
import type { ResolvedOptions } from '../options.ts';
import { isAbandoned } from './cancelling.ts';
import { plannerSettings, type SessionKind } from './planner-settings.ts';
import { hasPreparedMuch } from './prepared.ts';

/** Every connection of one process to the database. */
export interface Pools {
  /** For what is known to be little: it never waits for a search across patients. */
  readonly reading: Connections;
  /** For searches across patients that are soon done, as nearly all are; a statement may run for `briefTime`. */
  readonly searching: Connections;
  /** For those that were not. */
  readonly searchingAtLength: Connections;
  readonly writing: Connections;
  /** For looking after the others: to cancel a statement, and to ask for the server's health. */
  readonly control: Connections;
  close(): Promise<void>;
}

/** Milliseconds in which a search across patients is tried first. */
const briefTime = ({ statementTime }: ResolvedOptions): number => Math.max(1, Math.round(statementTime / 20));

/** How many connections searches have that take longer. */
const atLength = ({ searchers }: ResolvedOptions): number => Math.max(1, Math.floor(searchers / 2));

/** Opens nothing yet: connections are made when first needed, and again when they broke. */
export function createPools(options: ResolvedOptions): Pools {
  const make = (kind: SessionKind, max: number, purpose: string = kind, statementTime = options.statementTime) =>
    openConnections(
      { ...options, statementTime },
      {
        purpose,
        max,
        planner: plannerSettings(kind),
        isSpoilt: isAbandoned,
        isWorn: hasPreparedMuch,
      },
    );
  const pools = {
    reading: make('reading', options.readers),
    searching: make('searching', options.searchers, 'searching', briefTime(options)),
    searchingAtLength: make('searching', atLength(options), 'searching at length'),
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
