import type { DraftKey, KeptDraft } from '../drafts/kept-draft.ts';

/** Who is signed in, and what the browser's part needs for the whole session. */
export interface SessionView {
  /** The record's clock, in milliseconds since 1970: that of a tablet may be wrong. */
  readonly now: number;
  readonly recordName: string;
  readonly person: { readonly display: string; readonly role: string; readonly organisation: string };
  /** Of a patient who is signed in: the own record, the only one there is to see. */
  readonly ownRecord: string | undefined;
  readonly isPatient: boolean;
  /** Goes back in a header with every command. */
  readonly csrf: string;
  readonly mayRecord: boolean;
  /** What drafts are enciphered with on this device; absent for who may not record. */
  readonly draftKey: DraftKey | undefined;
  /** Unfinished sets that the record keeps for this person. */
  readonly drafts: readonly KeptDraft[];
}
