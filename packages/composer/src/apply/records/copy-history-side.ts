import { type CopiedPage, copyRecords } from '@baseplate-epr/record';
import type { RecordSides } from './record-sides.ts';
import { createSideCopy, type SideCopy, type SideCopyOptions } from './side-copy.ts';

/** What goes where, and what is noted of it. */
export interface CopyHistoryOptions
  extends Pick<RecordSides, 'from' | 'to' | 'entries'>,
    Pick<SideCopyOptions<CopiedPage>, 'file' | 'start' | 'madeBy' | 'filledTo' | 'otherwise'> {
  /** Versions on a page; default: what suits a copy. */
  readonly limit?: number;
}

/** Copies every version with its history. */
export function createHistoryCopy({ from, to, limit, ...options }: CopyHistoryOptions): Promise<SideCopy> {
  const pages = limit === undefined ? {} : { limit };
  return createSideCopy<CopiedPage>({
    ...options,
    one: 'version',
    copy: (given) => copyRecords({ from, to, ...pages, ...given }),
  });
}
