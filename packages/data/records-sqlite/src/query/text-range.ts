/**
 * The least text that is greater than every text beginning with `prefix`, in UTF-8 byte order; undefined if there is none.
 * With it a prefix search is a range of an index, which `LIKE` is not.
 */
export function afterPrefix(prefix: string): string | undefined {
  const points = [...prefix];
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    const point = last.codePointAt(0) ?? 0;
    if (point < 0x10ffff)
      return points.join('') + String.fromCodePoint(point >= 0xd7ff && point < 0xe000 ? 0xe000 : point + 1);
  }
  return undefined;
}

/** The texts that a URI equals or continues after a `/`, the URI itself among them. */
export function urisAbove(uri: string): readonly string[] {
  const above = new Set([uri]);
  for (let slash = uri.indexOf('/'); slash !== -1; slash = uri.indexOf('/', slash + 1)) {
    above.add(uri.slice(0, slash));
    above.add(uri.slice(0, slash + 1));
  }
  return [...above];
}
