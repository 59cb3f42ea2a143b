import { foldedLength, foldText, foldWhole } from '../fold-text.ts';

/** Longest text that `:contains` finds wherever it stands, in UTF-16 code units of folded text. */
export const longestContained = foldedLength / 2;
/** So many pieces of one text are indexed: its first 16,000 letters or so. */
const mostPieces = 64;

/** Folding takes letters away at most where there are apostrophes, marks and repeated spaces. */
const enoughToFold = 4 * mostPieces * longestContained;

/** Name of the entries of what stands behind the beginning of a long text, for `:contains`. */
export function laterParameter(parameter: string): string {
  return `${parameter}:later`;
}

/**
 * What stands behind the beginning of a text that is too long for one entry, in pieces of which each begins in the middle of the one
 * before: whatever is no longer than {@link longestContained} lies whole in one of them.
 */
export function laterPieces(text: string): readonly string[] {
  // Folding makes some letters two; a text this short is never cut.
  if (text.length <= longestContained) return [];
  const whole = foldWhole(text.slice(0, enoughToFold));
  const pieces: string[] = [];
  for (
    let at = longestContained;
    at + longestContained < whole.length && pieces.length < mostPieces;
    at += longestContained
  ) {
    pieces.push(foldText(whole.slice(at, at + foldedLength).toWellFormed()));
  }
  return pieces;
}
