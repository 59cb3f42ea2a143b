import { foldWhole } from '../fold-text.ts';

/** Longest word that is indexed, in UTF-16 code units; what is longer is no word. */
const longestWord = 64;

/**
 * The words of a text, folded as for every comparison: runs of letters and digits, so that “8867-4” and “5.4” are two words each, next
 * to each other, and “O’Brien” is one.
 */
export function foldWords(text: string): readonly string[] {
  const words = foldWhole(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.every((word) => word.length <= longestWord) ? words : words.filter((word) => word.length <= longestWord);
}
