import type { KeptAnswer } from '../load/fetch-answer.ts';

/** A resource by type and id, as it stands in a line of the population. */
export interface Point {
  readonly type: string;
  readonly id: string;
}

/** One answer of the record that the floor gives again, and the resources whose text is in it. */
export interface FloorAnswer {
  readonly answer: KeptAnswer;
  readonly points: readonly Point[];
}

/** What the floor process can be asked. */
export type FloorQuestion =
  | { readonly kind: 'usage' }
  | { readonly kind: 'settings' }
  /** Answers of the routes `/bare/<operation>/<n>` and `/floor/<operation>/<n>`. */
  | { readonly kind: 'answers'; readonly operation: string; readonly answers: readonly FloorAnswer[] }
  /** Index rows that a write to `/floor/…` inserts from now on. */
  | { readonly kind: 'rows'; readonly rows: number }
  /** Inserts lines `from` to `to` of the population, `bundles` of them a transaction. */
  | {
      readonly kind: 'insert';
      readonly file: string;
      readonly from: number;
      readonly to: number;
      readonly bundles: number;
      readonly rows: number;
    }
  /** Reads one resource after another by type and id, in this thread, without HTTP. */
  | { readonly kind: 'point-reads'; readonly milliseconds: number };

/** What a timed piece of work in the floor process came to. */
export interface FloorWork {
  readonly count: number;
  readonly milliseconds: number;
  /** Processor time in microseconds. */
  readonly cpu: number;
}
