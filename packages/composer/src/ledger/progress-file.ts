import { type KeptValue, keptValue } from './kept-value.ts';

/** How far versions have gone from one store to another. Being behind the truth costs time and does no harm: a load is idempotent. */
export interface CopyProgress {
  /** Cursor of the store that is read. */
  readonly cursor: string;
  /** Versions read so far. */
  readonly versions: number;
  /** Length of their texts. */
  readonly bytes: number;
  /** The least generation of search parameters that index entries were made with. */
  readonly indexedBy: number;
  /** What beside the generation decided how they were made; absent where that was not told. */
  readonly madeBy?: string;
  /**
   * Cursor of the store that is filled, where it ended then: what somebody else adds while nobody leads the copy comes behind it. Absent where that
   * was not looked at.
   */
  readonly filledTo?: string;
}

/** Keeps how far a copy is. */
export type ProgressFile = KeptValue<CopyProgress>;

/** What is to be told: the way to the new store, or the way back. */
export interface ProgressFileOptions {
  readonly ledgerDirectory: string;
  /** Of the change-over. */
  readonly id: string;
  readonly direction: 'copy' | 'mirror';
  readonly writer: string;
}

/** Opens such a file; nothing is made before the first write. */
export function progressFile({ ledgerDirectory, id, direction, writer }: ProgressFileOptions): ProgressFile {
  return keptValue({ ledgerDirectory, name: `${direction}-${id}.json`, writer });
}
