import { BaseplateError } from '@baseplate-epr/contracts';
import { type CopiedPage, counted, type RecordEntries } from '@baseplate-epr/record';
import type { CopyProgress, ProgressFile } from '../../ledger/progress-file.ts';

/** What holds where something cannot be taken over before a flip. */
export const oldGoesOn = 'Nothing was changed over; the old store goes on.';

/** Copies what the target lacks, from where it stood, and remembers how far it is. */
export interface SideCopy {
  progress(): CopyProgress;
  /** Copies until the source says that there is no more. @returns how many versions that were */
  run(options: { readonly signal?: AbortSignal; onPage?(progress: CopyProgress): void }): Promise<number>;
  /** Every entry was made anew by these parameters. */
  indexedBy(generation: number): Promise<void>;
}

/** What of a page every copy tells. */
type BroughtPage = Pick<CopiedPage, 'cursor' | 'versions' | 'rejected' | 'unreadable'> &
  Pick<Partial<CopiedPage>, 'bytes'>;

/** From where, and by which entries, something is copied. */
export interface CopyFrom<Page> {
  readonly after: string;
  readonly generation: number;
  readonly entriesOf: RecordEntries['entriesOf'];
  readonly signal?: AbortSignal;
  onPage(page: Page): Promise<void>;
}

/** What is copied how, and where it is noted. */
export interface SideCopyOptions<Page extends BroughtPage> {
  readonly entries: RecordEntries;
  readonly file: ProgressFile;
  /** Where to begin without a file. */
  readonly start: CopyProgress | undefined;
  /** What beside the generation decides how entries are made; absent: what is there already is taken to be made so. */
  readonly madeBy?: string;
  /** One of what is brought, in words. */
  readonly one: 'version' | 'resource';
  /** Said where something cannot be taken over: what holds then. */
  readonly otherwise: string;
  copy(from: CopyFrom<Page>): Promise<{ readonly cursor: string }>;
  /** Where the target ends, noted with each page. */
  filledTo?(): Promise<string>;
  /** Called when a page is in the target, and made durable before how far the copy is. */
  keep?(page: Page): Promise<void>;
}

/** Begins where the file says an earlier run stood, else at `start`. What cannot be taken over ends it: nothing is passed over. */
export async function createSideCopy<Page extends BroughtPage>(options: SideCopyOptions<Page>): Promise<SideCopy> {
  const { entries, file, start, madeBy, filledTo, one, otherwise, copy, keep } = options;
  const beginning = { cursor: '', versions: 0, bytes: 0, indexedBy: entries.generation() };
  const noted = await file.read();
  const told = madeBy === undefined ? {} : { madeBy };
  let progress: CopyProgress = noted === undefined ? { ...(start ?? beginning), ...told } : byTheseRules(noted, madeBy);
  const note = async (next: CopyProgress) => {
    await file.write(next);
    progress = next;
  };
  await note(progress);
  return {
    progress: () => progress,
    async run({ signal, onPage }) {
      const { versions: before } = progress;
      const result = await copy({
        after: progress.cursor,
        entriesOf: (version) => entries.entriesOf(version),
        generation: entries.generation(),
        ...(signal === undefined ? {} : { signal }),
        onPage: async (page) => {
          const refused = [...page.rejected, ...page.unreadable];
          const [first] = refused;
          if (first !== undefined) throw notTaken(counted(refused.length, one), first.reason, otherwise);
          if (page.versions === 0) return;
          await keep?.(page);
          const { cursor, bytes = 0 } = page;
          const [versions, texts] = [progress.versions + page.versions, progress.bytes + bytes];
          const end = filledTo === undefined ? {} : { filledTo: await filledTo() };
          await note({ ...progress, cursor, versions, bytes: texts, ...end });
          onPage?.(progress);
        },
      });
      if (result.cursor !== progress.cursor) await note({ ...progress, cursor: result.cursor });
      return progress.versions - before;
    },
    indexedBy: (generation) => note({ ...progress, indexedBy: generation }),
  };
}

/** Entries that were made by other rules count for nothing from now on: it is noted before any is made by these. */
function byTheseRules(noted: CopyProgress, madeBy: string | undefined): CopyProgress {
  return madeBy === undefined || noted.madeBy === madeBy ? noted : { ...noted, madeBy, indexedBy: -1 };
}

function notTaken(what: string, reason: string, otherwise: string): BaseplateError {
  return new BaseplateError({
    code: 'load-conflict',
    message: `${what} cannot be taken over. ${reason} ${otherwise}`,
  });
}
