import type { RecordParts } from '../session/record-parts.ts';
import type { SearchParameters } from '../session/search-types.ts';

/** All that a search needs to go on. */
export interface SearchState {
  readonly types: readonly string[];
  /** The compartment searched, as `Type/id`. */
  readonly inside: string | undefined;
  readonly parameters: SearchParameters;
  readonly handling: 'strict' | 'lenient';
  readonly now: number;
  /** The store's cursor; absent on the first page. */
  readonly cursor?: string;
}

/** Seals and opens the state of this principal's searches. Holding the whole search, the cursor is all a link needs. */
export function searchCursor(parts: RecordParts, principalId: string) {
  const binding = JSON.stringify(['search', principalId]);
  return {
    seal: (state: SearchState): string => parts.cursors.seal(binding, state),
    open: (cursor: string): SearchState => parts.cursors.open(binding, cursor) as SearchState,
  };
}
