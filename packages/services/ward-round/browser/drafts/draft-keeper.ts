import type { KeptDraft } from '../../src/drafts/kept-draft.ts';
import type { SavedView } from '../../src/observations/saved-view.ts';
import type { Answer } from '../server/answer.ts';
import { type Draft, type DraftPlace, newSubmission } from './draft.ts';
import type { SealedDrafts } from './sealed-drafts.ts';

/** What the keeper needs of the page around it. */
export interface KeeperOptions {
  /** Absent where the device can keep nothing safely. */
  readonly sealed: SealedDrafts | undefined;
  /** Gives the record something to do about a patient. */
  tell<Value>(path: string, fields: object): Promise<Answer<Value>>;
  /** Has the record keep a draft while another user interface is in place. @returns whether it does */
  handOver(draft: Draft): Promise<boolean>;
  /** A set has reached the record. */
  onSaved(draft: Draft, words: string): void;
  /** Nobody is signed in any more. */
  onSignedOut(): void;
  /** The record's clock, in milliseconds since 1970. */
  now(): number;
  /** Milliseconds between a change and its keeping in the record. */
  readonly delay?: number;
}

/** Keeps unfinished sets, and sends finished ones: each once, to its own patient, whatever the network does. */
export interface DraftKeeper {
  /** The same list until something changes. */
  drafts(): readonly Draft[];
  placeOf(submission: string): DraftPlace;
  subscribe(listener: () => void): () => void;
  /** Takes over what the record and this device have kept; of two copies the newer. */
  load(kept: readonly KeptDraft[]): Promise<void>;
  /** Takes over what was typed; the edition is set here. */
  change(draft: Draft): void;
  /** Marks it as finished and sends it as soon as that can be. */
  finish(draft: Draft): Promise<void>;
  discard(draft: Draft): Promise<void>;
  /** Tries again what waits for the network. */
  flush(): Promise<void>;
  /** Resolves once everything that was typed is enciphered on the device. */
  settled(): Promise<void>;
  /** Forgets everything here and on the device. */
  erase(): void;
}

/** Milliseconds that a finished set waits for the last keeping of its draft to come back. */
const patience = 2000;

/** Makes the keeper of one signed-in person. */
export function createDraftKeeper(options: KeeperOptions): DraftKeeper {
  const { sealed, delay = 1000 } = options;
  const all = new Map<string, Draft>();
  const places = new Map<string, DraftPlace>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const listeners = new Set<() => void>();
  let list: readonly Draft[] = [];
  let sealing: Promise<void> = Promise.resolve();
  let keeping: Promise<void> = Promise.resolve();
  let flushing: Promise<void> = Promise.resolve();
  let erased = false;

  const changed = () => {
    list = [...all.values()];
    for (const listener of listeners) listener();
  };
  /** Later than every one before, whatever the clock does. */
  const after = ({ edition }: Draft) => Math.max(edition + 1, options.now());
  const isNewest = ({ submission, edition }: Draft) => all.get(submission)?.edition === edition;

  /** One after the other, so that an older state never lies over a newer one. */
  function seal(draft: Draft): Promise<void> {
    if (sealed === undefined) return Promise.resolve();
    sealing = sealing.then(async () => {
      if (erased || !isNewest(draft)) return;
      try {
        await sealed.keep(draft);
        // Erased while it was enciphered: it must not come back.
        if (erased || !all.has(draft.submission)) sealed.remove(draft.submission);
        else if (isNewest(draft)) places.set(draft.submission, 'device');
      } catch {
        places.set(draft.submission, 'page');
      }
      changed();
    });
    return sealing;
  }

  function drop({ submission }: Draft): void {
    clearTimeout(timers.get(submission));
    all.delete(submission);
    places.delete(submission);
    sealed?.remove(submission);
    changed();
  }

  function put(draft: Draft): Promise<void> {
    all.set(draft.submission, draft);
    places.set(draft.submission, 'page');
    changed();
    return seal(draft);
  }

  /** One after the other, so that none overtakes another, or the set itself. */
  function keepInRecord(draft: Draft): Promise<void> {
    keeping = keeping.then(() => (isNewest(draft) && draft.state === 'open' ? keepNow(draft) : undefined));
    return keeping;
  }

  async function keepNow(draft: Draft): Promise<void> {
    const { patient, submission, edition, fields } = draft;
    const answer = await options.tell(`/round/patients/${patient}/drafts`, { patient, submission, edition, fields });
    if (answer.outcome === 'signed-out') options.onSignedOut();
    const isKept =
      answer.outcome === 'answered' || (answer.outcome === 'screens-changed' && (await options.handOver(draft)));
    if (!isKept || !isNewest(draft)) return;
    await sealing;
    if (!isNewest(draft)) return;
    places.set(submission, 'record');
    sealed?.remove(submission);
    changed();
  }

  async function send(draft: Draft): Promise<void> {
    const { patient, submission, fields, confirmed } = draft;
    const answer = await options.tell<SavedView>(`/round/patients/${patient}/observations`, {
      patient,
      submission,
      fields,
      confirmed,
    });
    if (erased || !isNewest(draft)) return;
    if (answer.outcome === 'signed-out') options.onSignedOut();
    else if (answer.outcome === 'answered' && answer.value.outcome === 'saved') {
      drop(draft);
      options.onSaved(draft, answer.value.words);
    } else if (answer.outcome === 'answered' && answer.value.outcome === 'wrong') {
      const { errors, unusual } = answer.value;
      await put({ ...draft, state: 'open', edition: after(draft), problem: { errors, unusual } });
    } else if (answer.outcome === 'screens-changed') {
      // Nobody here sends it any more: it goes on as a draft, with its submission, which the record takes once.
      const { problem: _, ...rest } = draft;
      const unsent: Draft = { ...rest, state: 'open', edition: after(draft) };
      await put(unsent);
      await keepInRecord(unsent);
    } else if (answer.outcome === 'refused' && answer.status < 500 && answer.code !== 'token') {
      const errors = [{ field: 'observations-set', message: answer.message }];
      await put({ ...draft, state: 'open', edition: after(draft), problem: { errors, unusual: [] } });
    }
    // Otherwise whether it has arrived is not known: it stays as it is and is sent again, which the record takes once.
  }

  async function discardInRecord(draft: Draft): Promise<void> {
    const { patient, submission } = draft;
    const answer = await options.tell(`/round/patients/${patient}/drafts/discard`, { patient, submission });
    if (answer.outcome === 'answered') drop(draft);
  }

  async function flushOnce(): Promise<void> {
    for (const draft of [...all.values()]) {
      if (draft.state === 'ready') await send(draft);
      else if (draft.state === 'discarded') await discardInRecord(draft);
      else if (places.get(draft.submission) !== 'record') await keepInRecord(draft);
    }
  }

  const keeper: DraftKeeper = {
    drafts: () => list,
    placeOf: (submission) => places.get(submission) ?? 'page',
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async load(kept) {
      for (const { patient, submission = newSubmission(), edition, fields } of kept) {
        all.set(submission, { patient, patientName: '', submission, edition, fields, confirmed: [], state: 'open' });
        places.set(submission, 'record');
      }
      for (const draft of (await sealed?.list()) ?? []) {
        const known = all.get(draft.submission);
        if (known !== undefined && known.edition > draft.edition) sealed?.remove(draft.submission);
        else {
          all.set(draft.submission, draft);
          places.set(draft.submission, 'device');
        }
      }
      changed();
      await keeper.flush();
    },
    change(changed) {
      if (all.get(changed.submission)?.state === 'ready') return;
      const draft = { ...changed, edition: after(changed) };
      void put(draft);
      clearTimeout(timers.get(draft.submission));
      timers.set(
        draft.submission,
        setTimeout(() => void keepInRecord(draft), delay),
      );
    },
    async finish(draft) {
      clearTimeout(timers.get(draft.submission));
      const { problem: _, ...rest } = draft;
      await put({ ...rest, state: 'ready', edition: after(draft) });
      await Promise.race([keeping, pause(patience)]);
      await keeper.flush();
    },
    async discard(draft) {
      clearTimeout(timers.get(draft.submission));
      await put({ ...draft, state: 'discarded', fields: {}, edition: after(draft) });
      await Promise.race([keeping, pause(patience)]);
      await keeper.flush();
    },
    flush() {
      flushing = flushing.then(() => alone(flushOnce));
      return flushing;
    },
    settled: () => sealing,
    erase() {
      erased = true;
      for (const timer of timers.values()) clearTimeout(timer);
      all.clear();
      places.clear();
      sealed?.clear();
      changed();
    },
  };
  return keeper;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Runs in one page of this browser at a time; a second page leaves it to the first. */
async function alone(work: () => Promise<void>): Promise<void> {
  const { locks } = globalThis.navigator ?? {};
  if (locks === undefined) return work();
  await locks.request('ward-round-drafts', async () => work());
}
