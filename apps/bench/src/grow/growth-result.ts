import type { MachineResult } from '../measure/bench-result.ts';
import type { OperationResult } from '../measure/measure-operation.ts';
import type { Usage } from '../processes/usage.ts';

/** A stretch of loading. */
export interface LoadPoint {
  /** Patients in the record at its end. */
  readonly patients: number;
  readonly resources: number;
  /** Resources per second, and microseconds of the record's processor time for each. */
  readonly rate: number;
  readonly cpu: number;
}

/** The record at one size. */
export interface GrowthResult {
  readonly patients: number;
  readonly resources: number;
  /** The last stretch of loading before this size. */
  readonly ingest: LoadPoint;
  readonly operations: readonly OperationResult[];
  /** The process that loaded up to this size, and the one that was started for measuring. */
  readonly memory: { readonly loading: Usage; readonly measuring: Usage };
  readonly startMilliseconds: number;
  /** Bytes of each file in the record's data folder. */
  readonly files: Readonly<Record<string, number>>;
}

/** All sizes of one record that grew. */
export interface GrowthResults {
  readonly machine: MachineResult;
  readonly sizes: readonly GrowthResult[];
  /** Loading from the first patient to the last. */
  readonly loading: readonly LoadPoint[];
}
