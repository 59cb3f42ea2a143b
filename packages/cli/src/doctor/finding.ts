/** One thing the doctor looked at. */
export interface Finding {
  readonly verdict: 'well' | 'look' | 'ill' | 'not looked at';
  /** What was looked at. */
  readonly subject: string;
  /** What was found and, unless all is well, what to do. */
  readonly words: string;
}

const marks = { well: '✓', look: '!', ill: '✗', 'not looked at': '–' } as const;

/** A finding as a line; the verdict is in the words too, not in the mark alone. */
export function findingLine({ verdict, subject, words }: Finding): string {
  return `${marks[verdict]} ${subject}: ${verdict === 'well' ? '' : `${verdict}. `}${words}`;
}
