import { median, percentile } from '../load/percentile.ts';

/** One slice of time over one server. */
export interface Slice {
  readonly requests: number;
  readonly milliseconds: number;
  /** Processor time of the server in microseconds. */
  readonly cpu: number;
  readonly latencies: readonly number[];
  readonly bytes: number;
}

/** All slices over one server together. */
export interface Side {
  /** Per second: the median of the slices. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Processor time of the server per request, in microseconds: the median of the slices. */
  readonly cpu: number;
  /** Processors of the machine that the server kept busy: 1 is one whole. */
  readonly busy: number;
  /** Mean bytes of an answer's body. */
  readonly bytes: number;
}

/** What one side came to in one round. */
export interface RoundSide {
  /** Per second. */
  readonly rate: number;
  /** Processor time of each, in microseconds. */
  readonly cpu: number;
}

/** One round: the record, then its floor. */
export interface Round {
  readonly record: RoundSide;
  readonly floor: RoundSide;
}

/** Requests per second of a slice. */
export const rateOf = ({ requests, milliseconds }: Slice): number => (1000 * requests) / milliseconds;
/** Microseconds of processor time per request of a slice. */
export const cpuOf = ({ cpu, requests }: Slice): number => cpu / requests;

/** Sums slices up. */
export function sideOf(slices: readonly Slice[]): Side {
  const latencies = slices.flatMap((slice) => slice.latencies);
  const total = (of: (slice: Slice) => number) => slices.reduce((sum, slice) => sum + of(slice), 0);
  return {
    rate: median(slices.map(rateOf)),
    p50: percentile(latencies, 0.5),
    p95: percentile(latencies, 0.95),
    p99: percentile(latencies, 0.99),
    cpu: median(slices.map(cpuOf)),
    busy: total(({ cpu }) => cpu) / 1000 / total(({ milliseconds }) => milliseconds),
    bytes: total(({ bytes }) => bytes) / total(({ requests }) => requests),
  };
}

/** A slice as one side of a round. */
export const roundSide = (slice: Slice): RoundSide => ({ rate: rateOf(slice), cpu: cpuOf(slice) });

/** The record by its floor, each round by itself, then the middle one: what slows both in a round leaves the ratio alone. */
export function ratiosOfRounds(rounds: readonly Round[]): { readonly ratio: number; readonly cpuRatio: number } {
  return {
    ratio: median(rounds.map(({ record, floor }) => record.rate / floor.rate)),
    cpuRatio: median(rounds.map(({ record, floor }) => floor.cpu / record.cpu)),
  };
}
