/** What a long run is made of. */
export interface LongOptions {
  readonly seconds: number;
  readonly kills: number;
  readonly processes: number;
  readonly writes: number;
  readonly reads: number;
  readonly seed: number;
  readonly folder: string;
  readonly databaseUrl: string;
  say(line: string): void;
}

/** What one load saw, without the names. */
export interface LoadSummary {
  readonly writes: number;
  readonly reads: number;
  readonly acknowledged: number;
  readonly failed: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}
