import type { CodeSet } from '../../terminology/code-set.ts';

/** What a search names and only the record knows. The record works it out, and the search is parsed again with it. */
export type SearchNeed =
  /** The codes of a value set, by its url (perhaps with `|version`) or as a literal reference. */
  | { readonly kind: 'value-set'; readonly url: string }
  /** A code with all it subsumes, or that subsume it. */
  | { readonly kind: 'codes'; readonly direction: 'above' | 'below'; readonly system: string; readonly code: string }
  /** A resource with all below or above it in a hierarchy: those of the same type that refer to it by `parameter`. */
  | {
      readonly kind: 'places';
      readonly direction: 'above' | 'below';
      readonly type: string;
      readonly parameter: string;
      readonly id: string;
    };

/** What has been worked out: codes for value sets and codes, ids for places. */
export type SearchAnswers = ReadonlyMap<string, CodeSet | readonly string[]>;

/** Under which name the answer to a need is kept. */
export function needName(need: SearchNeed): string {
  switch (need.kind) {
    case 'value-set':
      return JSON.stringify([need.kind, need.url]);
    case 'codes':
      return JSON.stringify([need.kind, need.direction, need.system, need.code]);
    case 'places':
      return JSON.stringify([need.kind, need.direction, need.type, need.parameter, need.id]);
  }
}
