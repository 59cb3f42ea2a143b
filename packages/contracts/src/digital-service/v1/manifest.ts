import type { ContractName } from '../../module/module.ts';

/** A place in another screen that this service fills with an HTML fragment. */
export interface SlotFill {
  /** Name of the place. The chart of a user interface offers `alerts`, `main` and `side`. */
  readonly slot: string;
  /** Path of the fragment within the service, such as `/card`. */
  readonly path: string;
  readonly title: string;
  /** Smaller comes first. */
  readonly order: number;
  /** Milliseconds the shell waits; at most 2,000. */
  readonly timeBudget: number;
}

/** A file the service wants in pages that show its fragments. Third parties' scripts are not loaded. */
export interface Asset {
  readonly kind: 'style';
  /** Path within the service that answers with the file; its bytes never change under the same path. */
  readonly path: string;
}

/**
 * What a service cannot do without: another service by its name, or an ability that the module of a contract must not state as
 * `unsupported`. An assembly where it is missing does not start. Services that require each other in a circle are refused.
 */
export type ServiceRequirement =
  | { readonly service: string }
  | { readonly contract: ContractName; readonly capability: string };

/** What a digital service says of itself before it is started. */
export interface ServiceManifest {
  /** Lower-case name, unique in an assembly; its pages live below `/services/<name>`. */
  readonly name: string;
  readonly contractVersion: 1;
  readonly title: string;
  /** What it may do with the record, as SMART v2 scopes. What the caller may not do stays forbidden. */
  readonly scopes: readonly string[];
  readonly slots: readonly SlotFill[];
  readonly assets: readonly Asset[];
  /** Absent: nothing but the record. */
  readonly requires?: readonly ServiceRequirement[];
  /** True if it can serve as the assembly's user interface: it then answers `/` and everything nobody else answers. */
  readonly userInterface?: boolean;
}
