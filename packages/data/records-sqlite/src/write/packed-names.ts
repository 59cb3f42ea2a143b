/** Words that the entries of one request have in common, each once: they cross to another thread as numbers. */
export interface PackedNames {
  /** The number of a word, from 0; given now if it has none yet. */
  number(word: string): number;
  /** The words by their numbers, those given later included. */
  readonly words: readonly string[];
}

/** Makes the names of one request. */
export function packedNames(): PackedNames {
  const words: string[] = [];
  const numbers = new Map<string, number>();
  return {
    words,
    number(word) {
      const known = numbers.get(word);
      if (known !== undefined) return known;
      numbers.set(word, words.length);
      return words.push(word) - 1;
    },
  };
}
