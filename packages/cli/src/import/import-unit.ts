/** What is sent at once and is there as a whole or not at all: one bundle, one resource, or a stretch of lines. */
export interface ImportUnit {
  /** Place in its source, from 0. */
  readonly index: number;
  /** For a person: empty for a whole file, otherwise such as `lines 101 to 200`. */
  readonly place: string;
  /** The entries of a transaction, as JSON text. */
  readonly entries: readonly UnitEntry[];
  /** Lines stand by themselves: if the stretch is refused as a whole, each is tried alone. */
  readonly separable: boolean;
  /** How far the source has been read after this unit, in bytes. */
  readonly bytes: number;
}

/** One entry of a unit. */
export interface UnitEntry {
  /** `Bundle.entry` as JSON text. */
  readonly text: string;
  /** `Type/id` that the entry writes, where that is known beforehand. */
  readonly target?: string;
  /** For a person, such as `line 7`. */
  readonly place: string;
}

/** Something in a source that cannot even be sent. */
export interface UnreadablePart {
  readonly index: number;
  readonly place: string;
  readonly reason: string;
  readonly bytes: number;
}
