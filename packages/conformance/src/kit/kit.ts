import type { Capability, ContractName, Module } from '@baseplate-epr/contracts';
import type { CaseContext } from './case-context.ts';

/**
 * What a contract promises, as cases that can be run against any implementation of it.
 *
 * A kit is data: it depends on no test runner and has no list of exceptions. Run it with `registerKit` inside a test runner,
 * or with `runKit` for a report.
 */
export interface Kit<Adapter extends Module> {
  readonly contract: ContractName;
  readonly contractVersion: number;
  readonly cases: readonly Case<Adapter>[];
  /** What adapters are started with beside the usual; the same for every adapter of one case. */
  readonly startWith?: () => Promise<object>;
  /** The capabilities an adapter states, by name; absent for a contract without optional abilities. */
  readonly capabilitiesOf?: (adapter: Adapter) => Readonly<Record<string, Capability>>;
}

/** One promise, tried. */
export interface Case<Adapter extends Module> {
  /** Unique within the kit; a sentence that says what holds. */
  readonly name: string;
  /** Patients may be harmed where this does not hold, so it cannot be disclaimed by any capability. */
  readonly safety: boolean;
  /** Capability without which this case does not apply: it is left out if the adapter says `unsupported`. */
  readonly requires?: string;
  /** The adapter is given as its factory made it, not started, and nothing is kept in its place yet. */
  readonly unopened?: true;
  /** Rejects, with a message that names the broken promise, if it does not hold. */
  run(context: CaseContext<Adapter>): Promise<void>;
}
