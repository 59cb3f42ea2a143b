/** An unfinished set of observations of the person who is signed in, as the record keeps it. */
export interface KeptDraft {
  /** Logical id. */
  readonly patient: string;
  /** The token that makes a second sending of the same set harmless; absent if it was begun without one. */
  readonly submission: string | undefined;
  /** When it was changed last, in milliseconds since 1970 by the record's clock. Of two copies the later one counts. */
  readonly edition: number;
  readonly fields: Readonly<Record<string, string>>;
}

/** Unsaved input of a form of another service. */
export interface FormDraftView {
  readonly service: string;
  readonly form: string;
  /** The service's page that holds the form; empty for the panel. */
  readonly path: string;
  /** When it was kept, in milliseconds since 1970. */
  readonly at: number;
}

/** A key of AES-256 for the drafts of one person. It is kept here and in the memory of a page, never at rest on a device. */
export interface DraftKey {
  /** Random; stands beside what was enciphered with the key. */
  readonly id: string;
  /** 32 bytes as base64url. */
  readonly key: string;
}
