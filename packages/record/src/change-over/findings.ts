import type { RecordDifference } from './comparison-types.ts';

/** Collects differences, each once. */
export interface Findings {
  add(difference: RecordDifference): void;
  /** As many as are wanted have been found, and there may be more. */
  isFull(): boolean;
  readonly differences: readonly RecordDifference[];
}

/** Makes an empty collection of at most so many. */
export function createFindings(limit: number): Findings {
  const found = new Map<string, RecordDifference>();
  return {
    add(difference) {
      if (found.size < limit) found.set(keyOf(difference), difference);
    },
    isFull: () => found.size >= limit,
    get differences() {
      return [...found.values()];
    },
  };
}

/** What makes two findings the same one. */
function keyOf(difference: RecordDifference): string {
  if (difference.kind === 'damaged') return `damaged ${difference.side} ${difference.bucket}`;
  const { kind, type, id, versionId } = difference;
  const where = kind === 'unreadable' ? difference.side : kind === 'missing' ? difference.missingIn : '';
  return `${kind} ${where} ${type}/${id}/${versionId}`;
}
