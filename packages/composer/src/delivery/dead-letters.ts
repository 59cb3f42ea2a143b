import type { DeadLetterView, FailureReason, StateNamespace } from '@baseplate-epr/contracts';
import type { RecordEvent } from '@baseplate-epr/record';
import { versionName } from './delivery-window.ts';

/** A change that was put aside, and what somebody has decided about it. */
export interface DeadLetter {
  readonly event: RecordEvent;
  readonly attempts: number;
  readonly at: number;
  readonly reason: FailureReason;
  readonly decision?: LetterDecision;
}

/** What is to be done with a dead letter; carried out, and audited, by the process that delivers. */
export interface LetterDecision {
  readonly what: 'redeliver' | 'discard';
  /** Who decided. */
  readonly by: string;
}

/** The dead letters of one service. */
export interface DeadLetters {
  /** Oldest first. */
  list(): Promise<readonly DeadLetter[]>;
  /** @returns false if there is no room */
  put(letter: DeadLetter): Promise<boolean>;
  remove(event: RecordEvent): Promise<void>;
  /** @returns how many were decided about */
  decide(decision: LetterDecision, letter?: string): Promise<number>;
}

/** So many letters of one service are kept; more would be a fault of the service rather than of changes. */
export const mostLetters = 1000;

/** Opens the dead letters of a service. */
export function deadLetters(state: StateNamespace, service: string): DeadLetters {
  const prefix = `letter/${service}/`;
  const keyOf = (event: RecordEvent) => `${prefix}${versionName(event)}`;
  const entries = async () => (await state.list({ prefix, limit: mostLetters })).entries;
  return {
    async list() {
      const letters = (await entries()).map(({ value }): DeadLetter => JSON.parse(value));
      return letters.sort((left, right) => left.at - right.at);
    },
    async put(letter) {
      const key = keyOf(letter.event);
      const there = await entries();
      if (there.length >= mostLetters && !there.some((entry) => entry.key === key)) return false;
      await state.set({ key, value: JSON.stringify(letter) });
      return true;
    },
    async remove(event) {
      await state.delete({ key: keyOf(event) });
    },
    async decide(decision, letter) {
      let decided = 0;
      for (const { key, value, version } of await entries()) {
        const found: DeadLetter = JSON.parse(value);
        if (letter !== undefined && versionName(found.event) !== letter) continue;
        const set = { key, value: JSON.stringify({ ...found, decision }), ifVersion: version };
        if ((await state.set(set)).outcome === 'written') decided += 1;
      }
      return decided;
    },
  };
}

/** A letter as people are shown it. */
export function letterView({ event, attempts, at, reason }: DeadLetter): DeadLetterView {
  return { version: versionName(event), attempts, at, reason };
}
