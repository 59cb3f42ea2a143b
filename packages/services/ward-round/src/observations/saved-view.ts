import type { FieldError } from '@baseplate-epr/clinical-format';

/** How the sending of a set ended. */
export type SavedView =
  /** It is in the record, once, whether now or at an earlier sending. */
  | { readonly outcome: 'saved'; readonly words: string }
  /** Nothing was written: what is wrong, and which values have to be confirmed. */
  | { readonly outcome: 'wrong'; readonly errors: readonly FieldError[]; readonly unusual: readonly string[] };
