import type { AssemblyScope } from '../../assembly/v1/assembly-scopes.ts';
import type { ContractName } from '../../module/module.ts';
import type { Subscription } from './change-event.ts';

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

/**
 * A file that holds no data, so that anybody may have it. A `style` is linked by pages that show the service's fragments, and holds for these
 * fragments alone: the composer puts it into an `@scope` of their frames, out of which nothing in them is painted. So it may hold rules,
 * `@media`, `@supports` and `@container`; it may not load anything (`url()` but for `data:image/`), name anything for the whole page (`@font-face`,
 * `@keyframes`, `@layer`, `@property`, `@import`) or take the frame itself (`:scope`, `&`), and a selector begins within the fragment: `body .x` finds
 * nothing. A service with such a sheet is not put in front. Linked by the service's own pages, below `/services/<name>`, it is served as it is. A `script` is
 * for the assembly's user interface alone, whose own pages load it: an assembly where another service declares one does not start.
 */
export interface Asset {
  readonly kind: 'style' | 'script';
  /** Path within the service that answers with the file; its bytes never change under the same path. */
  readonly path: string;
}

/** A page of the service itself that a shell links to, for whoever's role covers the scope; asking for it stays the record's or the assembly's to allow. */
export interface PageOffer {
  /** Path within the service, such as `/`. */
  readonly path: string;
  readonly title: string;
  /**
   * Whoever's role covers it is led there, as SMART scopes cover one another: `user/*.rs` covers `user/Observation.rs`. The manifest's own scopes
   * must cover it too.
   */
  readonly scope: string;
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
  /**
   * What it may do with the record, as SMART v2 scopes, and with the assembly, as an {@link AssemblyScope}. What the caller may not do stays
   * forbidden.
   */
  readonly scopes: readonly string[];
  readonly slots: readonly SlotFill[];
  readonly assets: readonly Asset[];
  /**
   * Changes it hears of. Needs `system/` scopes that let it read each type, and the assembly's grant of them; without either the assembly does
   * not start. Absent: none.
   */
  readonly subscribes?: readonly Subscription[];
  /** Own pages that a shell leads to. Absent: none. */
  readonly pages?: readonly PageOffer[];
  /** Absent: nothing but the record. */
  readonly requires?: readonly ServiceRequirement[];
  /** True if it can serve as the assembly's user interface: it then answers `/` and everything nobody else answers. */
  readonly userInterface?: boolean;
}
