import { BaseplateError } from '@baseplate-epr/contracts';
import type { OpenLedger } from '../applied/open-applied.ts';
import {
  type ChangeOver,
  type DataPlace,
  type LedgerChange,
  type LedgerEntry,
  withChangeOver,
} from '../ledger/ledger-entry.ts';
import type { RollCall } from '../ledger/roll-call.ts';

/** A change-over that this process leads, as the newest entry has it. */
export interface Led {
  readonly entry: LedgerEntry;
  readonly over: ChangeOver;
}

/** What may change in one step. */
export type LedStep = Omit<LedgerChange, 'changeOvers'> & {
  /** What the change-over becomes. */
  readonly over: ChangeOver;
};

/** This process as the one that leads the change-over of one place. */
export interface Leadership {
  /**
   * Begins, or takes up what nobody leads any more.
   * @throws BaseplateError `precondition-failed` if another process leads one
   */
  take(decide: (newest: LedgerEntry) => LedStep): Promise<Led>;
  /** As the ledger has it now. @throws BaseplateError `write-conflict` if this process does not lead any more */
  current(): Promise<Led>;
  /**
   * Goes on, if this process still leads and the change-over is in this phase.
   * @throws BaseplateError `write-conflict` if not: others have taken this process for dead
   */
  advance(phase: ChangeOver['phase'], decide: (led: Led) => LedStep, signal?: AbortSignal): Promise<Led>;
}

/** Makes it; nothing is led before `take`. */
export function leadership({ ledger, self }: OpenLedger, rollCall: RollCall, place: DataPlace): Leadership {
  const written = (entry: LedgerEntry): Led => {
    const over = entry.changeOvers[place];
    if (over === undefined || over.applier !== self.id) throw lost();
    return { entry, over };
  };
  const change = (newest: LedgerEntry, { over, ...step }: LedStep): LedgerChange => ({
    ...step,
    changeOvers: withChangeOver(newest, place, over),
  });
  return {
    async take(decide) {
      for (;;) {
        const newest = await ledger.read();
        const leader = newest?.changeOvers[place]?.applier;
        if (leader !== undefined && leader !== self.id && (await rollCall.isAlive(leader))) throw refused(place);
        const entry = await ledger.change((found) =>
          found.revision === newest?.revision ? change(found, decide(found)) : undefined,
        );
        if (entry.changeOvers[place]?.applier === self.id) return written(entry);
      }
    },
    async current() {
      const newest = await ledger.read();
      if (newest === undefined) throw lost();
      return written(newest);
    },
    async advance(phase, decide, signal) {
      const entry = await ledger.change((newest) => {
        const led = written(newest);
        if (led.over.phase !== phase || signal?.aborted) throw lost();
        return change(newest, decide(led));
      });
      // What was opened up is led by nobody.
      const over = entry.changeOvers[place];
      if (over === undefined) throw lost();
      return { entry, over };
    },
  };
}

function refused(place: DataPlace): BaseplateError {
  return new BaseplateError({
    code: 'precondition-failed',
    message: `Another process is changing data.${place} over at this moment. Wait for it, or stop it; baseplate status shows how far it is.`,
  });
}

function lost(): BaseplateError {
  return new BaseplateError({
    code: 'write-conflict',
    message:
      'This process stood still for so long that the others went on without it. Nothing was lost; run the same command again.',
  });
}
