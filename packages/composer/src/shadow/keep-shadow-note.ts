import type { ShadowReport } from '@baseplate-epr/record';
import { processSpace } from '../ledger/process-space.ts';
import type { ShadowNote, ShadowNoteFile } from '../ledger/shadow-note.ts';

/** What a note stands on. */
export interface KeepShadowNoteOptions extends Pick<ShadowNote, 'follows' | 'madeBy'> {
  readonly file: ShadowNoteFile;
  /** Of the store that is filled, if it has a name. */
  readonly identity: string | undefined;
  /** Whether an earlier run has filled the store. */
  readonly goesOn: boolean;
  /** Of the search parameters that entries are made by from now on. */
  readonly generation: number;
  now(): number;
}

/** Tells beside the ledger how far a shadow is. */
export interface ShadowNoteKeeper {
  /** Now and then, at each look. */
  note(report: ShadowReport): Promise<void>;
  end(report: ShadowReport): Promise<void>;
}

/** Milliseconds between two notes: being behind the truth costs time and does no harm. */
const every = 5000;

/** Begins to tell; what an earlier run has told of the entries it made stays true. */
export async function keepShadowNote(options: KeepShadowNoteOptions): Promise<ShadowNoteKeeper> {
  const { file, identity, follows, goesOn, madeBy, generation, now } = options;
  const before = goesOn ? await file.read() : undefined;
  const isKnown = !goesOn || (before?.madeBy === madeBy && before.follows === follows);
  const indexedBy = isKnown ? Math.min(before?.indexedBy ?? generation, generation) : -1;
  let noted = Number.NEGATIVE_INFINITY;
  const write = ({ cursor, versions, diverged }: ShadowReport, running: ShadowNote['running']) => {
    noted = now();
    return file.write({
      cursor,
      versions,
      bytes: 0,
      indexedBy,
      follows,
      madeBy,
      diverged,
      at: noted,
      ...(identity === undefined ? {} : { identity }),
      ...(running === undefined ? {} : { running }),
    });
  };
  return {
    async note(report) {
      if (now() - noted >= every) await write(report, { pid: process.pid, space: processSpace() });
    },
    end: (report) => write(report, undefined),
  };
}
