import type { Round } from '../measure/side.ts';

/** The record by its floor: what the baseline keeps of an operation. */
export interface OperationRatios {
  /** Processor time of the floor as a share of the record's. */
  readonly cpu: number;
  /** Rate of the record as a share of the floor's. */
  readonly rate: number;
}

/** Ratios by the name of the operation. */
export type Ratios = Readonly<Record<string, OperationRatios>>;

/**
 * Compares the best round of the one with the best round of the other. Whatever else happens on a machine makes a round slower, never
 * faster, so the best of several is what the work itself takes.
 */
export function bestRatios(rounds: readonly Round[]): OperationRatios {
  const least = (side: 'record' | 'floor') => Math.min(...rounds.map((round) => round[side].cpu));
  const fastest = (side: 'record' | 'floor') => Math.max(...rounds.map((round) => round[side].rate));
  return { cpu: least('floor') / least('record'), rate: fastest('record') / fastest('floor') };
}
