import { BaseplateError } from '@baseplate-epr/contracts';
import { copyRecords } from '@baseplate-epr/record';
import type { CopyProgress, ProgressFile } from '../../ledger/progress-file.ts';
import type { RecordSides } from './record-sides.ts';

/** Copies what the target lacks, from where it stood, and remembers how far it is. */
export interface SideCopy {
  progress(): CopyProgress;
  /** Copies until the source says that there is no more. @returns how many versions that were */
  run(options: { readonly signal?: AbortSignal; onPage?(progress: CopyProgress): void }): Promise<number>;
  /** Every entry was made anew by these parameters. */
  indexedBy(generation: number): Promise<void>;
}

/** Begins where the file says an earlier run stood, else at `start`. */
export async function createSideCopy(
  { from, to, entries }: Pick<RecordSides, 'from' | 'to' | 'entries'>,
  file: ProgressFile,
  start: CopyProgress | undefined,
): Promise<SideCopy> {
  const stood = (await file.read()) ?? start;
  let progress: CopyProgress = stood ?? { cursor: '', versions: 0, bytes: 0, indexedBy: entries.generation() };
  const note = async (next: CopyProgress) => {
    await file.write(next);
    progress = next;
  };
  await note(progress);
  return {
    progress: () => progress,
    async run({ signal, onPage }) {
      const { versions: before } = progress;
      const result = await copyRecords({
        from,
        to,
        after: progress.cursor,
        entriesOf: (version) => entries.entriesOf(version),
        ...(signal === undefined ? {} : { signal }),
        onPage: async (page) => {
          if (page.rejected.length + page.unreadable.length > 0) {
            const [first] = [...page.rejected, ...page.unreadable];
            throw notTaken(page.rejected.length + page.unreadable.length, first?.reason ?? '');
          }
          if (page.versions === 0) return;
          const { cursor } = page;
          const { indexedBy } = progress;
          const versions = progress.versions + page.versions;
          await note({ cursor, versions, bytes: progress.bytes + page.bytes, indexedBy });
          onPage?.(progress);
        },
      });
      if (result.cursor !== progress.cursor) await note({ ...progress, cursor: result.cursor });
      return progress.versions - before;
    },
    indexedBy: (generation) => note({ ...progress, indexedBy: generation }),
  };
}

function notTaken(count: number, reason: string): BaseplateError {
  return new BaseplateError({
    code: 'load-conflict',
    message: `${count} versions cannot be taken over. ${reason} Nothing was changed over; the old store goes on.`,
  });
}
