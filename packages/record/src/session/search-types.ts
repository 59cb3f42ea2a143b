import type { RecordIssue } from '../error/record-issue.ts';
import type { RecordVersion } from './record-version.ts';

/** Search parameters in the order given, decoded: `[name with modifiers, value]`. */
export type SearchParameters = readonly (readonly [name: string, value: string])[];

/** A search over current versions (R4 §3.1.1). */
export interface SearchOptions {
  /** Types to search; empty means every type (then `_type` in the parameters may narrow it). */
  readonly types: readonly string[];
  readonly parameters: SearchParameters;
  /** `strict`: an unknown parameter refuses the search. `lenient` (default): it is left out, and a warning says so. */
  readonly handling?: 'strict' | 'lenient';
  /** Search within this compartment alone (R4 §3.1.1.1.2, `GET /Patient/x/Observation`). */
  readonly compartment?: { readonly type: string; readonly id: string };
  /**
   * {@link SearchAnswer.next} of the page before. It holds the whole query, encrypted; `parameters` may then be empty.
   * A cursor that was altered, belongs to another principal or to other types or parameters is refused with `query-invalid`.
   */
  readonly cursor?: string;
  /** Tells why this is being read in the audit instead of `search-type`, e.g. the operation's name. */
  readonly action?: string;
}

/** One page of what a search found. */
export interface SearchAnswer {
  /** In the order of the sort. */
  readonly matches: readonly RecordVersion[];
  /** Added by `_include` and `_revinclude`, each once. */
  readonly included: readonly RecordVersion[];
  /** Present if `_total` or `_summary=count` asked for it. */
  readonly total?: number;
  /** Present if there are further matches. Safe in a URL: encrypted, bound to the principal and the query. */
  readonly next?: string;
  /** The parameters that were understood and applied, for the self link. They may be patient data. */
  readonly applied: SearchParameters;
  /** What was ignored and why (warnings). */
  readonly issues: readonly RecordIssue[];
  /** `_summary` as understood; shortening the resources is the caller's work. */
  readonly summary?: 'true' | 'text' | 'data' | 'count' | 'false';
  /** `_elements` as understood; likewise. */
  readonly elements?: readonly string[];
}

/** Which versions a history holds (R4 §3.1.0.10). */
export interface RecordHistoryOptions {
  /** Absent means every type. */
  readonly type?: string;
  /** Needs `type`. */
  readonly id?: string;
  /** Milliseconds since 1970: only versions at or after this time. */
  readonly since?: number;
  /** Only versions that were current at some point in `[low, high)`. */
  readonly at?: { readonly low: number; readonly high: number };
  readonly count?: number;
  /** {@link HistoryAnswer.next} of the page before; the other options must be the same. */
  readonly cursor?: string;
}

/** One page of a history, newest first. */
export interface HistoryAnswer {
  readonly versions: readonly HistoryVersion[];
  /**
   * Versions on all pages. Absent where counting those that the caller may see would mean looking at each: in a history of several
   * resources, on more than one page, for who may not see all of them.
   */
  readonly total?: number;
  readonly next?: string;
}

/** A version with the method that FHIR wants beside it in a history bundle. */
export interface HistoryVersion extends RecordVersion {
  readonly method: 'POST' | 'PUT' | 'DELETE';
}

/** Everything about one patient (R4 Patient/$everything). */
export interface EverythingOptions {
  /** Logical id. */
  readonly patient: string;
  /** Milliseconds since 1970: only versions updated at or after this time. */
  readonly since?: number;
  /** Only these types. */
  readonly types?: readonly string[];
  /** Only care in `[low, high)`, in milliseconds since 1970, and what has no date of care. */
  readonly care?: { readonly low?: number; readonly high?: number };
  readonly count?: number;
  /** {@link SearchAnswer.next} of the page before; it holds `since`, `types`, `care` and `count`, which are then ignored. */
  readonly cursor?: string;
}
