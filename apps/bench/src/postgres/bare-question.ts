import type { FloorAnswer } from '../floor/floor-question.ts';

/** What the process of the bare route on PostgreSQL can be asked. */
export type BareQuestion =
  | { readonly kind: 'usage' }
  /** Answers of the routes `/bare/<operation>/<n>`. */
  | { readonly kind: 'answers'; readonly operation: string; readonly answers: readonly FloorAnswer[] }
  /** Inserts the lines of the population up to this one. */
  | { readonly kind: 'load'; readonly file: string; readonly to: number };
