/** Where things stand in the folder that an export or a backup writes; relative, with `/`. */
export const archivePaths = {
  readme: 'README.md',
  manifest: 'manifest.json',
  /** SHA-256 of every file but itself and the seal, as `sha256sum` writes and checks it. */
  checksums: 'SHA256SUMS',
  /** SHA-256 of the checksums. Written last of all: a folder without it is not finished. */
  seal: 'SHA256SUMS.sha256',
  resources: 'resources',
  buckets: 'digests/buckets.ndjson',
  compartments: 'digests/compartments.ndjson',
  documents: 'documents',
  documentIndex: 'documents.ndjson',
  auditEntries: 'audit/entries.ndjson',
  auditHeads: 'audit/heads.ndjson',
  checkpoints: 'audit/checkpoints.ndjson',
  publicKey: 'audit/public-key.pem',
  state: 'state.ndjson',
  /** In a backup only. */
  secrets: 'secrets/state.ndjson',
  people: 'people.json',
  profiles: 'profiles.json',
  assembly: 'assembly.json',
  /** What the writer must remember; gone when it has finished. */
  unfinished: 'unfinished',
} as const;

/** Files of the versions of one type: the resources, and what is known of each version beside its text. */
export function versionFiles(type: string): { readonly resources: string; readonly versions: string } {
  return {
    resources: `${archivePaths.resources}/${type}.ndjson`,
    versions: `${archivePaths.resources}/${type}.versions.ndjson`,
  };
}

/** File of a document. 256 folders, so that none of them grows too large. */
export function documentFile(sha256: string): string {
  return `${archivePaths.documents}/${sha256.slice(0, 2)}/${sha256}`;
}
