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
  /** True if it can serve as the assembly's user interface: it then answers `/` and everything nobody else answers. */
  readonly userInterface?: boolean;
}
