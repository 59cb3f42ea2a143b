import { BaseplateError, type IndexEntry } from '@baseplate-epr/contracts';

/** Where entries of one resource are collected, and what the writers need to know about it. */
export interface EntrySink {
  readonly entries: IndexEntry[];
  /** Absolute references under it are local. */
  readonly baseUrl: string | undefined;
  /** Resource types of the contained resources by id, for references such as `#a`. */
  readonly contained: ReadonlyMap<string, string>;
  /** Takes up which parameters refer to contained resources or are about a nested one; absent where there can be none. */
  readonly inside?: ContainedLink[];
  /** How many entries there may be. */
  readonly most: number;
}

/** A reference parameter, and the id of the contained resource that it leads to, or the nested resource itself. */
export interface ContainedLink {
  readonly parameter: string;
  readonly id: string;
  readonly nested?: object;
}

/** Adds the entries of one value. `value` is neither null nor an array; anything malformed adds nothing. */
export type EntryWriter = (sink: EntrySink, parameter: string, element: number, value: unknown) => void;

/** Any kind of entry, while it is being made. */
type NewEntry = IndexEntry & { element?: number };

/** Adds an entry, which states the number of its element unless that is zero. Set afterwards, since spreading it into each entry made an object more. */
export function addEntry({ entries, most }: EntrySink, element: number, entry: NewEntry): void {
  if (entries.length >= most) throw tooManyEntries(most);
  if (element !== 0) entry.element = element;
  entries.push(entry);
}

/** `limit-exceeded` for a resource of which searches could find more than is kept of one. */
export function tooManyEntries(most: number): BaseplateError {
  return new BaseplateError({
    code: 'limit-exceeded',
    message: `The values by which searches find this resource come to more than the ${most} index entries accepted of one. Leave out what it repeats, send what it holds as several resources, or keep it as a Binary and refer to it.`,
    details: { limit: 'indexEntries', maximum: most },
  });
}

/** The value as an object whose fields may be read, or `undefined`. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

/** The value if it is a non-empty string, otherwise the empty string. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The items of an array; nothing for anything else. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
