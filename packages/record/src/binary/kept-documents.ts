import type { DocumentStore } from '@baseplate-epr/contracts';

/** Documents up to so many bytes are kept, and characters of base64 kept in all. */
const keptSize = 64 * 1024;
const keptTotal = 4 * 1024 * 1024;

interface Kept {
  readonly texts: Map<string, string>;
  total: number;
}

const keptOf = new WeakMap<DocumentStore, Kept>();

/**
 * A document as base64. Small ones that were asked for last are kept: a document never changes under its digest, and a patient's
 * letters are asked for with every page of her record.
 */
export async function documentText(documents: DocumentStore, sha256: string): Promise<string> {
  const kept = keptOf.get(documents) ?? { texts: new Map(), total: 0 };
  keptOf.set(documents, kept);
  const known = kept.texts.get(sha256);
  if (known !== undefined) {
    // The order of a map is that of insertion: what was used last goes last.
    kept.texts.delete(sha256);
    kept.texts.set(sha256, known);
    return known;
  }
  const { content, size } = await documents.get({ sha256 });
  const text = Buffer.from(await new Response(content).arrayBuffer()).toString('base64');
  if (size <= keptSize) keep(kept, sha256, text);
  return text;
}

function keep(kept: Kept, sha256: string, text: string): void {
  // Two that asked at once both come here.
  if (kept.texts.has(sha256)) return;
  kept.texts.set(sha256, text);
  kept.total += text.length;
  for (const [oldest, { length }] of kept.texts) {
    if (kept.total <= keptTotal) break;
    kept.texts.delete(oldest);
    kept.total -= length;
  }
}
