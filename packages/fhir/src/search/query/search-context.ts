import type { SearchRegistry } from '../search-registry.ts';
import type { SearchLimits } from './parsed-search.ts';
import type { SearchAnswers, SearchNeed } from './search-need.ts';

/** What every step of parsing needs to know. */
export interface SearchContext {
  readonly registry: SearchRegistry;
  readonly baseUrl: string | undefined;
  readonly now: number;
  readonly limits: SearchLimits;
  /** What the record has worked out; absent where it cannot. */
  readonly answers: SearchAnswers | undefined;
  /** What is still to be worked out, by name. */
  readonly needs: Map<string, SearchNeed>;
  /** Counts down the branches of chains that may still be followed. */
  readonly branches: { left: number };
  /** Whether chains lead into contained resources too. */
  readonly contained: boolean;
}

/** A parameter or modifier that cannot be applied; not an error by itself. */
export interface Unsupported {
  readonly kind: 'unsupported';
  readonly reason: string;
  readonly refuse: boolean;
  /** It has no value: then it is ignored, and no error however strict the client wants it (R4 §3.1.1.3). */
  readonly empty?: true;
}

/** Says that a parameter has no value. */
export const withoutValue: Unsupported = {
  kind: 'unsupported',
  reason: 'It has no value.',
  refuse: false,
  empty: true,
};

/** Says why a parameter is not applied. */
export function unsupported(reason: string, refuse = false): Unsupported {
  return { kind: 'unsupported', reason, refuse };
}

/** The limits in force when none are given. */
export const defaultLimits: SearchLimits = {
  count: 1000,
  chainDepth: 5,
  chainBranches: 2000,
  values: 1000,
  conditions: 5000,
};

/** Why a parameter that the registry does not have is not applied, whatever else is true of it otherwise. */
export function missingParameter(
  { registry }: SearchContext,
  type: string,
  name: string,
  otherwise: string,
): Unsupported {
  return registry.isPending(type, name)
    ? unsupported(
        'It is new, and the resources are still being indexed by it. An administrator finishes that with “baseplate reindex”.',
      )
    : unsupported(otherwise);
}
