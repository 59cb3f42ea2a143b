import type { ModuleReference } from '@baseplate-epr/contracts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';

/** The places of an assembly that keep something, each of which can be given another store while in use, in the order in which an apply does it. */
export const dataPlaces = ['documents', 'records', 'audit', 'state'] as const;

/** One of {@link dataPlaces}. */
export type DataPlace = (typeof dataPlaces)[number];

/** A store that is, or was, in force. */
export interface AppliedStore {
  readonly reference: ModuleReference;
  /** Revision of the entry that named it first. Tells apart the stores that one place has had. */
  readonly since: number;
}

/**
 * How far a change-over has come.
 *
 * - `copying`: what is there goes over; nobody else notices.
 * - `following`: nearly everything is there; every process looks often, and has the new store open.
 * - `holding`: new writes wait.
 * - `flipped`: the new store is in force, for reads; writes still wait.
 * - `mirroring`: the new store takes writes; the old one is kept like it, for a rollback.
 */
export type ChangeOverPhase = 'copying' | 'following' | 'holding' | 'flipped' | 'mirroring';

/** One place on its way from one store to another. */
export interface ChangeOver {
  readonly id: string;
  readonly phase: ChangeOverPhase;
  readonly from: AppliedStore;
  readonly to: AppliedStore;
  /** The one that it undoes, as that stood: what counts again if this one is given up. */
  readonly undoes?: ChangeOver;
  /** The process that leads it; absent while nobody does. */
  readonly applier?: string;
  /** The process that keeps the old store like the new one; absent while nobody does. */
  readonly mirror?: string;
  /** Where `changes` of the new store stood at the flip: everything before it came from the old store. */
  readonly flippedAt?: string;
}

/** What of a configuration takes effect by a new start. */
export type OtherParts = Omit<AssemblyConfiguration, 'data' | 'ledger'>;

/** One entry of the ledger: the whole of what is true from then on. */
export interface LedgerEntry {
  /** Of this description. Grows when it changes in a way that older programs would misread. */
  readonly format: 1;
  /** 1, 2, 3 … without gaps. */
  readonly revision: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What happened, in one sentence for a person. */
  readonly what: string;
  /** Grows with every flip, and with every hold that was given up. Commits carry it. */
  readonly epoch: number;
  /** Everything but the stores, as the last start had it. */
  readonly others: OtherParts;
  /** What is in force. */
  readonly data: Readonly<Record<DataPlace, AppliedStore>>;
  /** What is on its way, and what can be rolled back. */
  readonly changeOvers: Readonly<Partial<Record<DataPlace, ChangeOver>>>;
}

/** What changes from one entry to the next. */
export type LedgerChange = Partial<Pick<LedgerEntry, 'epoch' | 'others' | 'data' | 'changeOvers'>> &
  Pick<LedgerEntry, 'what'>;

/** The entry with one change-over replaced, or taken away. */
export function withChangeOver(
  { changeOvers }: LedgerEntry,
  place: DataPlace,
  changeOver: ChangeOver | undefined,
): LedgerEntry['changeOvers'] {
  const { [place]: _, ...others } = changeOvers;
  return changeOver === undefined ? others : { ...others, [place]: changeOver };
}
