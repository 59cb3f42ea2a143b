import type { ApplyOptions } from '../applying.ts';
import type { Led } from '../leadership.ts';
import type { RecordSides } from './record-sides.ts';
import type { SideCopy } from './side-copy.ts';
import { versionsIn } from './versions-in.ts';

/** The first pass over a record, and who watches it. */
export interface CopyAndTellOptions extends Pick<ApplyOptions, 'onProgress' | 'signal'> {
  readonly led: Led;
  readonly from: RecordSides['from'];
  readonly copy: SideCopy;
}

/** Copies what is there, and tells after each page how far that is. */
export async function copyAndTell({ led, from, copy, onProgress, signal }: CopyAndTellOptions): Promise<void> {
  // What a mirror has brought already is not told from what is there from the beginning.
  const total = led.over.undoes === undefined ? await versionsIn(from) : undefined;
  const { versions: before } = copy.progress();
  const tell = (done: number) => {
    const known = total === undefined ? {} : { total: Math.max(total, done) };
    onProgress({ place: 'records', step: 'copying', done, before, ...known });
  };
  tell(before);
  await copy.run({ signal, onPage: ({ versions }) => tell(versions) });
}
