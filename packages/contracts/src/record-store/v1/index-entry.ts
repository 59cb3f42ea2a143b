/**
 * Typed index entries: all that a record store knows about the content of a resource.
 *
 * They are computed above the store. The store compares them literally: folding of case and accents, precision of dates and
 * numbers, and the meaning of codes are settled before they reach it.
 */
export type IndexEntry =
  | TokenEntry
  | StringEntry
  | DateEntry
  | NumberEntry
  | QuantityEntry
  | ReferenceEntry
  | UriEntry
  | TextEntry;

/** The kinds of {@link IndexEntry} that have values: a text is found by its words, but neither sorts nor is missing. */
export type IndexEntryKind = Exclude<IndexEntry['kind'], 'text'>;

interface EntryBase {
  /** Name of the search parameter, unique within a resource type. */
  readonly parameter: string;
  /**
   * Which repeating element of the resource the entry comes from. Entries with the same number come from the same element;
   * a composite predicate relies on it. Absent means 0.
   */
  readonly element?: number;
}

/** A code, identifier or flag. An absent system is the empty string. */
export interface TokenEntry extends EntryBase {
  readonly kind: 'token';
  readonly system: string;
  readonly code: string;
  /** Folded human text beside the code, for text matching. */
  readonly text?: string;
}

/** Human text. */
export interface StringEntry extends EntryBase {
  readonly kind: 'string';
  /** Folded for comparison; also the sort key. At most 512 UTF-16 code units. */
  readonly value: string;
  /**
   * As it stands in the resource. Empty where the value is only the end of another entry's, from a later word on: `starts`,
   * `contains` and `ends` find it there, but it equals nothing and sorts nothing.
   */
  readonly exact: string;
}

/** A half-open stretch of time `[low, high)` in milliseconds since 1970; an open end is ±8,640,000,000,000,000. */
export interface DateEntry extends EntryBase {
  readonly kind: 'date';
  readonly low: number;
  readonly high: number;
}

/** A number; `low` equals `high` unless the resource states a range. */
export interface NumberEntry extends EntryBase {
  readonly kind: 'number';
  readonly low: number;
  readonly high: number;
}

/** A number with a unit. Absent parts are empty strings. */
export interface QuantityEntry extends EntryBase {
  readonly kind: 'quantity';
  readonly low: number;
  readonly high: number;
  readonly system: string;
  readonly code: string;
  readonly unit: string;
}

/**
 * A reference. A local one has `type` and `id` (and is followed by chains and includes); any other has `url` alone.
 */
export interface ReferenceEntry extends EntryBase {
  readonly kind: 'reference';
  readonly type: string;
  readonly id: string;
  readonly url: string;
}

/** A URI. */
export interface UriEntry extends EntryBase {
  readonly kind: 'uri';
  readonly value: string;
}

/** A passage of text, to be found by its words. */
export interface TextEntry extends EntryBase {
  readonly kind: 'text';
  /**
   * The words in their order, each followed by one space if another follows. Of the characters of ASCII a word has `a` to `z` and
   * `0` to `9` alone; whatever else there is in it is compared literally, like these.
   */
  readonly words: string;
}
