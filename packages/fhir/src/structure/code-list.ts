import texts from '../generated/code-lists.json' with { type: 'json' };

/** The codes of a value set, by code system. */
export type CodeList = ReadonlyMap<string, ReadonlySet<string>>;

const sources = new Map<string, string>(Object.entries(texts));
const built = new Map<string, CodeList>();

/**
 * The codes of a value set that an R4 element is bound to with strength *required*.
 *
 * @param url - canonical URL without a version.
 * @returns undefined when R4 does not list the codes itself: media types, currencies, UCUM units.
 */
export function codeListOf(url: string): CodeList | undefined {
  const known = built.get(url);
  if (known !== undefined) return known;
  const source = sources.get(url);
  if (source === undefined) return undefined;
  const list = new Map<string, Set<string>>();
  for (const [system = '', ...codes] of JSON.parse(source) as readonly (readonly string[])[]) {
    list.set(system, (list.get(system) ?? new Set<string>()).union(new Set(codes)));
  }
  built.set(url, list);
  return list;
}
