import type { ModuleContext } from './module-context.ts';
import type { ModuleReference } from './module-reference.ts';

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
   * Acquires what the module needs. Called once, before any other method: a module that was stopped is not started again. Whoever wants it
   * again has its factory make another, which finds what the first has kept.
   * @throws BaseplateError that says what is missing and what to do; the module is then unusable and holds nothing open.
   */
  start(context: ModuleContext): Promise<void>;
  /**
   * Finishes work in hand and releases everything: when it resolves, every call made before has succeeded or failed, and none takes effect
   * later. Idempotent; other methods must not be called after it.
   */
  stop(): Promise<void>;
  /**
   * A name that the place where a data module keeps what it keeps was given when it was made: the same for whoever opens it, for ever, and after
   * it was restored from a backup; another for another place. So a place that a secret names is known from another by the same secret. Absent,
   * or `undefined`, where there is none: the place is then known by {@link ModuleReference.keeps} alone.
   */
  identity?(): Promise<string | undefined>;
  /**
   * Tells whether the module can do its work now. Answers within a second and never throws. No kit can make a module of any technology ill, so
   * a kit only sees that a well one says `pass`; that yours says `fail` when its server is away or its disk is full is for tests of your own.
   */
  health(): Promise<Health>;
  /**
   * Optional: how much room what it keeps takes. Absent, or `undefined`, where that cannot be told without reading everything. Answers within
   * a second.
   * @throws BaseplateError `module-unavailable`, `storage-unavailable`
   */
  size?(): Promise<KeptSize | undefined>;
}

/** How much room something takes. */
export interface KeptSize {
  /** On the disk, with indexes and what has not been tidied away yet. */
  readonly bytes: number;
  /** True if it was reckoned from a part. */
  readonly isEstimate?: boolean;
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
