import type { DatabaseSettings } from '../processes/database-settings.ts';
import type { Usage } from '../processes/usage.ts';
import type { Component } from './components.ts';
import type { IngestResult } from './measure-ingest.ts';
import type { OperationResult } from './measure-operation.ts';

/** What the figures were taken on. */
export interface MachineResult {
  readonly processors: number;
  readonly model: string;
  readonly node: string;
  readonly platform: string;
}

/** Everything one run found out. */
export interface BenchResult {
  readonly machine: MachineResult;
  readonly options: object;
  readonly patients: number;
  readonly startMilliseconds: number;
  readonly ingest: readonly IngestResult[];
  readonly operations: readonly OperationResult[];
  readonly components: readonly Component[];
  readonly settings: { readonly record: readonly DatabaseSettings[]; readonly floor: readonly DatabaseSettings[] };
  /** What the record's process had used once the patients were loaded, and at the end. */
  readonly memory: { readonly loaded: Usage; readonly end: Usage };
  /** Bytes of each file in the record's data folder. */
  readonly files: Readonly<Record<string, number>>;
}
