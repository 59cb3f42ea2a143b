import type { DatabaseSettings } from '../processes/database-settings.ts';
import type { Component } from './components.ts';
import type { IngestResult } from './measure-ingest.ts';
import type { OperationResult } from './measure-operation.ts';

/** Everything one run found out. */
export interface BenchResult {
  readonly machine: {
    readonly processors: number;
    readonly model: string;
    readonly node: string;
    readonly platform: string;
  };
  readonly options: object;
  readonly patients: number;
  readonly startMilliseconds: number;
  readonly ingest: readonly IngestResult[];
  readonly operations: readonly OperationResult[];
  readonly components: readonly Component[];
  readonly settings: { readonly record: readonly DatabaseSettings[]; readonly floor: readonly DatabaseSettings[] };
  /** Bytes of memory of the record's process. */
  readonly memory: { readonly peak: number; readonly resident: number };
  /** Bytes of each file in the record's data folder. */
  readonly files: Readonly<Record<string, number>>;
}
