import type { IndexEntry } from '@baseplate-epr/contracts';

/** The entries, each once, in their order. Entries of one parameter must stand together for this to be fast. */
export function withoutDuplicates(entries: readonly IndexEntry[]): readonly IndexEntry[] {
  const unique: IndexEntry[] = [];
  let seen: Set<string> | undefined;
  for (let at = 0; at < entries.length; at += 1) {
    const entry = entries[at];
    if (entry === undefined) continue;
    const follows = at > 0 && sameBase(entries[at - 1], entry);
    const continues = at + 1 < entries.length && sameBase(entries[at + 1], entry);
    if (!follows) seen = continues ? new Set() : undefined;
    if (!seen) {
      unique.push(entry);
      continue;
    }
    const key = JSON.stringify(entry);
    if (!seen.has(key)) unique.push(entry);
    seen.add(key);
  }
  return unique;
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
