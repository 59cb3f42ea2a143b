import type { KeptSize } from '../../module/module.ts';

/** How much room the stores of an assembly took at one moment. A place whose store does not tell is not in it. */
export interface StorageSample {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly places: Readonly<Partial<Record<'records' | 'documents' | 'audit' | 'state', KeptSize>>>;
}
