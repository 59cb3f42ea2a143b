/**
 * A document's size stands beside its bytes, so that a range of a shortened document is told from one that lies outside. Tools that
 * copy buckets may lose it: a document without it is read whole before a range of it is given out.
 */
export function sizeMetadata(size: number): { size: string } {
  return { size: String(size) };
}

/** The size that was put, or undefined if nothing, or nonsense, says it. */
export function sizeOf(metadata: Readonly<Record<string, string>> | undefined): number | undefined {
  const text = metadata?.size;
  return text !== undefined && /^(0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : undefined;
}
