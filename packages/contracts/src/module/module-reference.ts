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
}

/** Names an environment variable that holds a secret; read at the module's start only. */
export interface SecretReference {
  readonly secret: string;
}
