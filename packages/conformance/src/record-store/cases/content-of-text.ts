/** What a resource's text says: members in any order, numbers as they are written, without `meta.versionId` and `meta.lastUpdated`. */
export function contentOfText(text: string): unknown {
  const written = text.replace(stringOrNumber, (token) => (token.startsWith('"') ? token : `"number ${token}"`));
  const { meta, ...rest } = JSON.parse(written) as { meta?: Record<string, unknown> };
  const { versionId: _, lastUpdated: __, ...kept } = meta ?? {};
  return Object.keys(kept).length === 0 ? rest : { ...rest, meta: kept };
}

const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
