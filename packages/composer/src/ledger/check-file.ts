import type { CheckedCopy } from '@baseplate-epr/record';
import { type KeptValue, keptValue } from './kept-value.ts';

/** How far what earlier runs of a copy have brought was read again and found the same. */
export interface CheckProgress {
  readonly checked: CheckedCopy;
  /** When that began, in milliseconds since 1970: what was found the same long ago tells nothing of today. */
  readonly began: number;
  /** When the last page of it was read, likewise; absent where an earlier release has noted it. */
  readonly at?: number;
}

/** Keeps how far a check is. */
export type CheckFile = KeptValue<CheckProgress>;

/** Which change-over a check belongs to. */
export interface CheckFileOptions {
  readonly ledgerDirectory: string;
  readonly id: string;
  readonly writer: string;
}

/** Opens such a file; nothing is made before the first write. */
export function checkFile({ ledgerDirectory, id, writer }: CheckFileOptions): CheckFile {
  return keptValue({ ledgerDirectory, name: `check-${id}.json`, writer });
}
