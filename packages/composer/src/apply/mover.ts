import type { ReconciliationReport } from '@baseplate-epr/record';
import type { Continues, DataPlace } from '../ledger/ledger-entry.ts';
import type { ChangeOverReport } from './applying.ts';
import type { Led } from './leadership.ts';

/** What was found equal under the hold, and where readers of changes go on. */
export interface MovedRest {
  readonly compared: ChangeOverReport['compared'];
  /** Of the new store's end; of records alone. */
  readonly flippedAt?: string;
  /** Of the old store's. */
  readonly endedAt?: string;
  /** Of a record whose history stays where it is. */
  readonly continues?: Omit<Continues, 'earlier'>;
}

/** The epoch of the flip, and what the fence names. */
export interface RestOptions {
  readonly epoch: number;
  /** Where to go instead of the old store; free of secrets. */
  readonly successor: string;
  /** Aborted when the hold is given up. */
  readonly signal: AbortSignal;
}

/** Brings what one place holds from one store into another. Both are open. */
export interface Mover {
  /** Copies all that is there, from where an earlier run stood. Resolves when it is. */
  copy(): Promise<void>;
  /** Brings what was written meanwhile, until hardly anything is left. Called before each hold. */
  follow(): Promise<void>;
  /**
   * While nobody writes: brings the rest, closes the old store to writes of earlier epochs where it can be, and compares.
   *
   * @returns a sentence if it cannot go on now, but may later
   * @throws BaseplateError if the stores are not the same, or fail
   */
  moveRest(options: RestOptions): Promise<MovedRest | string>;
  /** Name by which the new store is known, if it has one. */
  readonly identity: string | undefined;
  /** How much was brought, by all runs together. */
  moved(): number;
  /** What was compared, for people to sign; where something is lost. */
  report?(): ReconciliationReport | undefined;
  close(): Promise<void>;
}

/** What a place is called in sentences. */
export const placeNames: Readonly<Record<DataPlace, string>> = {
  records: 'record store',
  documents: 'document store',
  audit: 'audit log',
  state: 'state store',
};

/** Opens the mover of a change-over that this process leads. Holds nothing open if it fails. */
export type OpenMover = (led: Led) => Promise<Mover>;
