import { type CopiedNewest, copyNewest } from '@baseplate-epr/record';
import type { VersionBook } from '../../ledger/version-book.ts';
import type { CopyHistoryOptions } from './copy-history-side.ts';
import { createSideCopy, type SideCopy } from './side-copy.ts';

/** What goes where, and what is noted of it. The target gives numbers and times of its own. */
export interface CopyNewestOptions extends Omit<CopyHistoryOptions, 'limit'> {
  readonly book: VersionBook;
  /** Of the assembly, now. */
  epoch(): number;
}

/**
 * Copies the newest version of each resource into a store that takes no history over. Which version became which is durable before how far
 * the copy is: a page that is brought twice is found present, and says the same again.
 */
export function createNewestCopy({ from, to, book, epoch, ...options }: CopyNewestOptions): Promise<SideCopy> {
  return createSideCopy<CopiedNewest>({
    ...options,
    one: 'resource',
    copy: (given) => copyNewest({ from, to, epoch: epoch(), ...given }),
    keep: (page) => book.add(takenBy(page)),
  });
}

function takenBy({ mapped, absent }: CopiedNewest) {
  return [
    ...mapped.map(({ becameVersionId: own, ...version }) => ({ ...version, own })),
    ...absent.map(({ type, id, versionId, lastUpdated, deleted, compartments }) => {
      const version = { type, id, versionId, lastUpdated, deleted };
      return { ...version, own: '0', compartments };
    }),
  ];
}
