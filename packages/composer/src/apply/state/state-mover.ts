import type { StateStore } from '@baseplate-epr/contracts';
import { compareState, copyState, lastingKeys } from '@baseplate-epr/record';
import { broughtKey, broughtKeys } from '../../ledger/brought-keys.ts';
import type { LeadOptions } from '../lead.ts';
import type { Led } from '../leadership.ts';
import type { Mover } from '../mover.ts';
import { openPair } from '../open-pair.ts';

/** What expires so soon is not compared: one store may be asked before that moment, the other after. In milliseconds. */
const soon = 10_000;

/** Opens both state stores. They are small: everything is brought before the hold, and what has changed since inside it. */
export async function openStateMover(led: Led, options: Omit<LeadOptions, 'begin' | 'openMover'>): Promise<Mover> {
  const { context, onProgress, signal, opened } = options;
  const { from, to, identity, close } = await openPair<StateStore>(led, options);
  const note = broughtKeys(opened.ledger.directory, led.over.id, opened.self.id);
  let moved = 0;
  let noted: ReadonlySet<string> | undefined;
  /** With each round: what has come since the first would be taken for somebody else's if it were deleted before a copy that was left goes on. */
  const noteAll = async (aborted: AbortSignal) => {
    const all = new Set(noted ?? (await note.read()));
    for await (const key of lastingKeys(from, aborted)) all.add(broughtKey(key));
    if (noted === undefined || all.size > noted.size) await note.write([...all]);
    noted = all;
  };
  const bring = async (aborted: AbortSignal) => {
    await noteAll(aborted);
    const { entries, written, deleted } = await copyState({ from, to, signal: aborted });
    moved = entries;
    return written + deleted;
  };
  return {
    async copy() {
      await bring(signal);
      onProgress({ place: 'state', step: 'copying', done: moved });
    },
    async follow() {
      onProgress({ place: 'state', step: 'following', done: moved });
      await bring(signal);
    },
    async moveRest({ signal: giveUp }) {
      await bring(giveUp);
      const { same, entries } = await compareState({
        left: from,
        right: to,
        signal: giveUp,
        expiringBefore: context.clock.now() + soon,
      });
      return same ? { compared: { items: entries.left } } : 'the state stores differ';
    },
    moved: () => moved,
    identity,
    close,
  };
}
