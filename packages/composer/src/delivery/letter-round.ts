import type { RecordEvent } from '@baseplate-epr/record';
import type { DeadLetter, DeadLetters, LetterDecision } from './dead-letters.ts';
import { type DeliveryWindow, versionName } from './delivery-window.ts';

/** Sees to dead letters while deliveries go on. */
export interface LetterRound {
  /** Carries out what was decided about letters since the last time. */
  make(): Promise<void>;
  /** Whether a change in the window is a dead letter that is delivered again. */
  holds(event: RecordEvent): boolean;
  /** A change was taken: its letter goes, if it had one. */
  taken(event: RecordEvent): Promise<void>;
  /** A change was refused. @returns whether it was a letter, which lies where it lay, with nothing decided */
  refused(letter: DeadLetter): Promise<boolean>;
  /** @returns false if there is no room */
  putAside(letter: DeadLetter): Promise<boolean>;
}

/** What it works on. */
export interface LetterRoundOptions {
  readonly letters: DeadLetters;
  readonly window: DeliveryWindow;
  decided(decision: LetterDecision, version: string): Promise<void>;
}

/** Begins with no letter known. */
export function createLetterRound({ letters, window, decided }: LetterRoundOptions): LetterRound {
  const again = new Map<string, DeadLetter>();
  let mayHaveSome = true;
  return {
    async make() {
      if (!mayHaveSome) return;
      const all = await letters.list();
      mayHaveSome = all.length > 0;
      for (const letter of all) {
        const { decision, event, attempts } = letter;
        const version = versionName(event);
        if (decision === undefined || again.has(version)) continue;
        await decided(decision, version);
        if (decision.what === 'discard') await letters.remove(event);
        else {
          again.set(version, letter);
          window.addLast({ event, attempts, strikes: 0 });
        }
      }
    },
    holds: (event) => again.has(versionName(event)),
    async taken(event) {
      if (again.delete(versionName(event))) await letters.remove(event);
    },
    async refused(letter) {
      const kept = again.get(versionName(letter.event));
      if (kept === undefined) return false;
      await letters.put({ ...letter, at: kept.at });
      again.delete(versionName(letter.event));
      return true;
    },
    putAside(letter) {
      mayHaveSome = true;
      return letters.put(letter);
    },
  };
}
