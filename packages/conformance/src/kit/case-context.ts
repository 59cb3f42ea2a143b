import type { Module, ModuleContext } from '@baseplate-epr/contracts';
import type { CollectedLog } from './collecting-logger.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { TestClock } from './test-clock.ts';

/** What a case is given: a started adapter without data, and a world that it controls. */
export interface CaseContext<Adapter extends Module> {
  /** Started, unless the case is `unopened`. */
  readonly adapter: Adapter;
  /** Stands still until the case moves it; the same clock that the adapter was started with. */
  readonly clock: TestClock;
  /** Seeded by the case's name, so that every run is the same. */
  readonly random: SeededRandom;
  /** Everything the adapters of this case have logged. */
  readonly log: CollectedLog;
  /** What the adapter was started with. */
  readonly moduleContext: ModuleContext;
  /** Stops every adapter of the case and starts a new one on the same data. */
  reopen(): Promise<Adapter>;
  /** The same by a start that only looks: `keepsSchema`. Rejects if the start does. */
  lookIn(): Promise<Adapter>;
  /**
   * Starts one more adapter on the same data while the others run. Of a record store only in cases that require the capability for it; the
   * other stores are always open in several processes.
   */
  openBeside(): Promise<Adapter>;
  /** Damages the data behind the adapter's back; rejects where the subject does not offer it. */
  tamper(kind: string): Promise<void>;
  /** Resolves when the calls that answer without a promise have been carried out; rejects if the last of them threw. */
  settled(): Promise<void>;
  /** Bytes of array buffers that the process of the adapter holds, garbage not counted. */
  heldBytes(): Promise<number>;
}
