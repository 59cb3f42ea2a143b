import type { Capability } from '@baseplate-epr/contracts';
import type { CopyCurrentResult } from './current-types.ts';

/** What a reconciliation report says of a copy without history: what somebody must sign for, and what has changed on the way. */
export interface CurrentLoss {
  readonly loss: readonly string[];
  readonly transformed: readonly string[];
}

/** Puts into words what a copy without history has left behind. `source` and `target` are what the report calls the two sides. */
export function currentLoss(
  { mapped, earlier, unreadable }: Pick<CopyCurrentResult, 'mapped' | 'earlier' | 'unreadable'>,
  {
    source,
    target,
    verbatimHistory,
  }: { readonly source: string; readonly target: string; readonly verbatimHistory: Capability },
): CurrentLoss {
  const why = verbatimHistory.reason ?? 'It does not keep history as it is given.';
  const counted = (count: number) => count.toLocaleString('en-GB');
  return {
    loss: [
      ...(earlier === 0
        ? []
        : [
            `${counted(earlier)} earlier versions are not in ${target}; they stay readable in ${source} alone, which must be kept for as long as records must be. ${why}`,
          ]),
      ...(mapped === 0
        ? []
        : [
            `When each of ${counted(mapped)} versions was written, and by which number it was known, is told by ${source} alone; ${target} has the time of the copy.`,
          ]),
      ...(unreadable === 0 ? [] : [`${counted(unreadable)} versions could not be read in ${source}.`]),
    ],
    transformed:
      mapped === 0 ? [] : [`${counted(mapped)} versions have the numbers in ${target} that the mapping names.`],
  };
}
