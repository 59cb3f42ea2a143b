import type { ModuleReference } from '@baseplate-epr/contracts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import type { LedgerServices } from './ledger-services.ts';

/** The places of an assembly that keep something, each of which can be given another store while in use, in the order in which an apply does it. */
export const dataPlaces = ['documents', 'records', 'audit', 'state'] as const;

/** One of {@link dataPlaces}. */
export type DataPlace = (typeof dataPlaces)[number];

/** A store that is, or was, in force. */
export interface AppliedStore {
  readonly reference: ModuleReference;
  /** Revision of the entry that named it first. Tells apart the stores that one place has had. */
  readonly since: number;
  /** The name by which the store itself is known, once it was opened; absent where it has none. */
  readonly identity?: string;
  /** How the record goes on in a store that has taken over no history. Absent of one that has every version. */
  readonly continues?: Continues;
}

/** How a record goes on in a store that gives numbers and times of its own. */
export interface Continues {
  /** Names the file beside the ledger in which it stands which version became which. */
  readonly book: string;
  /** Keeps the history until then, and is read for it for as long as the record is in the store. */
  readonly earlier: AppliedStore;
  /** Every version until then is older than this by the times of the record, and by those of the store. */
  readonly since: number;
  readonly ownSince: number;
  /** Where `changes` of the store itself stood. */
  readonly ownCursor: string;
}

/** Somebody's word for it that what a change-over cannot take along may be lost. */
export interface AcceptedLoss {
  readonly by: string;
  readonly reason: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What was accepted, as the plan had it. */
  readonly losses: readonly string[];
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
  /** The one whose way back it ends once its new store takes writes, as that stood: what counts again if this one is given up. */
  readonly ends?: ChangeOver;
  /** The process that leads it; absent while nobody does. */
  readonly applier?: string;
  /** Names the hold that it is amid, or was last in; a fence names it too, so that a copy of this ledger does not take it for its own. */
  readonly hold?: string;
  /** The process that keeps the old store like the new one; absent while nobody does. */
  readonly mirror?: string;
  /** Where `changes` of the new store stood at the flip: everything before it came from the old store. */
  readonly flippedAt?: string;
  /** Who has accepted that the new store cannot keep everything, and why. */
  readonly accepted?: AcceptedLoss;
  /** Absent of one that was begun by an earlier release: see {@link askedOf}. */
  readonly asked?: AskedFor;
}

/** By what a change-over was asked for, so that a rollback undoes what was done last, and together what was done together. */
export interface AskedFor {
  /** Names the apply. One that goes on with what another has left belongs to that. */
  readonly run: string;
  /** Revision of the entry by which it was last begun, taken up again, or flipped. */
  readonly at: number;
  /** It is the rollback of what that apply had done. */
  readonly isBack: boolean;
}

/** By what a change-over was asked for; all that earlier releases have begun counts as done together. */
export function askedOf({ asked, from, to }: ChangeOver): AskedFor {
  return asked ?? { run: '', at: Math.max(from.since, to.since), isBack: false };
}

/** Where a reader of changes who has read one record store to its end goes on in the one after it. Both held the same at that moment. */
export interface Passage {
  /** {@link AppliedStore.since} of the store that was in force until then. */
  readonly from: number;
  /** Cursor of its end. */
  readonly endedAt: string;
  readonly to: number;
  /** Cursor of the other store's end at that moment. */
  readonly flippedAt: string;
}

/** What of a configuration takes effect by a new start. */
export type OtherParts = Omit<AssemblyConfiguration, 'data' | 'ledger' | 'services' | 'grants'>;

/** One entry of the ledger: the whole of what is true from then on. */
export interface LedgerEntry {
  /** Of this description. Grows when it changes in a way that older programs would misread. */
  readonly format: 2;
  /** 1, 2, 3 … without gaps. */
  readonly revision: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What happened, in one sentence for a person. */
  readonly what: string;
  /** Grows with every flip, and with every hold that was given up. Commits carry it. */
  readonly epoch: number;
  /** Everything but the stores and services, as the last start had it. */
  readonly others: OtherParts;
  /** What is in force. */
  readonly data: Readonly<Record<DataPlace, AppliedStore>>;
  /** The services in force, and those on their way. */
  readonly services: LedgerServices;
  /** Which stores are on their way, and which can be rolled back. */
  readonly changeOvers: Readonly<Partial<Record<DataPlace, ChangeOver>>>;
  /** Of each record store that was in force and is not, the last way out of it; kept when its change-over is finished. */
  readonly passages?: readonly Passage[];
}

/** What changes from one entry to the next. */
export type LedgerChange = Partial<
  Pick<LedgerEntry, 'epoch' | 'others' | 'data' | 'services' | 'changeOvers' | 'passages'>
> &
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

/** The entry's passages with one more, which takes the place of an earlier one out of the same store, and of one into it. */
export function withPassage(
  { passages = [] }: Pick<LedgerEntry, 'passages'>,
  passage: Passage | undefined,
): Pick<LedgerEntry, 'passages'> {
  if (passage === undefined) return {};
  return { passages: [...passages.filter(({ from }) => from !== passage.from && from !== passage.to), passage] };
}

/** The way back, where a flip is undone before anything was written. */
export function wayBack(
  { passages = [] }: Pick<LedgerEntry, 'passages'>,
  { from, to }: ChangeOver,
): Passage | undefined {
  const there = passages.find((one) => one.from === from.since && one.to === to.since);
  if (there === undefined) return undefined;
  return { from: there.to, endedAt: there.flippedAt, to: there.from, flippedAt: there.endedAt };
}
