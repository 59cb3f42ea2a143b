import type { IndexEntry } from '@baseplate-epr/contracts';

/** Entries of one group that are compared one by one; in a larger one they are found by their text. */
const fewEntries = 16;

/** The entries, each once, in their order; the list itself if that is so already. Entries of one parameter must stand together for this to be fast. */
export function withoutDuplicates(entries: readonly IndexEntry[]): readonly IndexEntry[] {
  let unique: IndexEntry[] | undefined;
  let groupAt = 0;
  let seen: Set<string> | undefined;
  for (let at = 0; at < entries.length; at += 1) {
    const entry = entries[at] as IndexEntry;
    const before = unique ?? entries;
    const length = unique?.length ?? at;
    if (!sameBase(entries[at - 1], entry)) {
      groupAt = length;
      seen = undefined;
    }
    if (length - groupAt >= fewEntries) seen ??= new Set(before.slice(groupAt, length).map(textOf));
    if (seen === undefined ? isAmong(before, groupAt, length, entry) : seen.has(textOf(entry))) {
      unique ??= entries.slice(0, at);
      continue;
    }
    unique?.push(entry);
    seen?.add(textOf(entry));
  }
  return unique ?? entries;
}

const textOf = (entry: IndexEntry) => JSON.stringify(entry);

function isAmong(entries: readonly IndexEntry[], from: number, to: number, entry: IndexEntry): boolean {
  for (let at = from; at < to; at += 1) if (isSame(entries[at] as IndexEntry, entry)) return true;
  return false;
}

function isSame(one: IndexEntry, other: IndexEntry): boolean {
  if (one.parameter !== other.parameter || one.element !== other.element) return false;
  if (one.kind === 'token' && other.kind === 'token')
    return one.code === other.code && one.system === other.system && one.text === other.text;
  if (one.kind === 'reference' && other.kind === 'reference')
    return one.id === other.id && one.type === other.type && one.url === other.url;
  if (one.kind === 'string' && other.kind === 'string') return one.exact === other.exact && one.value === other.value;
  return one.kind === other.kind && textOf(one) === textOf(other);
}

/** `identifier` and `identifier:of-type` are written alternately, so they count as one group. */
function sameBase(left: IndexEntry | undefined, right: IndexEntry): boolean {
  if (left === undefined) return false;
  return left.parameter === right.parameter || baseOf(left.parameter) === baseOf(right.parameter);
}

function baseOf(parameter: string): string {
  const colon = parameter.indexOf(':');
  return colon < 0 ? parameter : parameter.slice(0, colon);
}
