import type { ContractName } from './module.ts';

/**
 * What a factory in an assembly's configuration returns: data that says which module to load, never the module itself.
 *
 * Loading happens later, by `import(module)` and a call of `exports[factory](options)`, so that the module can be loaded
 * again, in another process, or beside another version of itself.
 */
export interface ModuleReference<Name extends ContractName = ContractName> {
  readonly contract: Name;
  readonly contractVersion: number;
  /** npm name of the package, for people and for comparison. */
  readonly package: string;
  /** URL that `import()` takes; a factory computes it with `import.meta.resolve('<its own package name>')`. */
  readonly module: string;
  /** Name of the export that makes the module from its options. */
  readonly factory: string;
  /**
   * Where a data module keeps what it keeps, such as the path of its file; without secrets. Two references to one package that keep in the
   * same place are the same store with other settings, which take effect at the next start; otherwise they are two stores, and what the first
   * one holds has to be moved. Absent: any difference of the options makes another store.
   */
  readonly keeps?: string;
  /**
   * The module's options: plain data that survives JSON, since the configuration is evaluated in another process.
   * Secrets are passed as {@link SecretReference}, never by value.
   */
  readonly options: object;
  /**
   * Where a digital service runs; the same code everywhere. Absent: Baseplate's own run `inline`, all others in a `process`. Nothing else
   * has a choice: it runs inline.
   */
  readonly runs?: ServicePlacement;
}

/**
 * Where a digital service runs.
 *
 * - `inline`: in the record's own process. What it breaks, it breaks for everybody.
 * - `worker`: in a thread of its own. It may spin or run out of memory; it may still do whatever the record's process may. For trusted code.
 * - `process`: in a process of its own, with an empty environment, its own package to read, and limits of memory and time.
 * - an address: wherever its supplier runs it. The secret proves to it who calls.
 */
export type ServicePlacement =
  | 'inline'
  | 'worker'
  | 'process'
  | { readonly url: string; readonly secret: SecretReference };

/** Names an environment variable that holds a secret; read at the module's start only. */
export interface SecretReference {
  readonly secret: string;
}
