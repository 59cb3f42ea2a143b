/** Where things stand in the bucket. */
export interface Keys {
  /** What documents begin with. Nothing but whole documents is ever there. */
  readonly documents: string;
  /** What is put before its digest is known, and probes, begin with. */
  readonly incoming: string;
  /** Where a document stands. */
  document(sha256: string): string;
  /** The digest of the document that stands at a key, or undefined if it is none. */
  digestAt(key: string): string | undefined;
}

/** True for the form of a digest. Nothing else ever becomes part of a key. */
export function isDigest(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

/** Lays out a bucket, or a part of one. */
export function keysBelow(prefix: string): Keys {
  const documents = `${prefix}documents/`;
  return {
    documents,
    incoming: `${prefix}incoming/`,
    document: (sha256) => documents + sha256,
    digestAt: (key) => {
      const name = key.slice(documents.length);
      return key.startsWith(documents) && isDigest(name) ? name : undefined;
    },
  };
}
