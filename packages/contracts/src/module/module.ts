import type { ModuleContext } from './module-context.ts';

/** Names of the contracts a module can implement. */
export type ContractName =
  | 'record-store'
  | 'document-store'
  | 'state-store'
  | 'audit-log'
  | 'identity'
  | 'digital-service'
  | 'host';

/**
 * What every brick has, beside the methods of its contract.
 *
 * The factory that makes a module is inert: it touches no file, network, clock or environment until {@link Module.start}.
 */
export interface Module {
  /** The contract this module implements. The composer matches on it, never on a package's version. */
  readonly contract: ContractName;
  /** The version of that contract. */
  readonly contractVersion: number;
  /**
   * Acquires what the module needs. Called once, before any other method.
   * @throws BaseplateError that says what is missing and what to do; the module is then unusable and holds nothing open.
   */
  start(context: ModuleContext): Promise<void>;
  /** Finishes work in hand and releases everything. Idempotent; other methods must not be called after it. */
  stop(): Promise<void>;
  /** Tells whether the module can do its work now. Answers within a second and never throws. */
  health(): Promise<Health>;
}

/** A module's own view of how it is. */
export interface Health {
  /** `pass`: works. `warn`: works, but somebody should look. `fail`: does not work. */
  readonly status: 'pass' | 'warn' | 'fail';
  /** One sentence for a person; required unless the status is `pass`. Free of patient data. */
  readonly reason?: string;
}

/** How far a module supports an optional ability. */
export interface Capability {
  readonly support: 'supported' | 'partial' | 'unsupported';
  /** Why, where the support is not full. */
  readonly reason?: string;
}
