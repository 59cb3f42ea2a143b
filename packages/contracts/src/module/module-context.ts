/** The time, injected so that tests decide it. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
}

/** Where a module tells what it does. Fields and messages hold no patient data. */
export interface Logger {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** Facts beside a log message: counts, durations, route templates, error codes. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** What a module is given at its start: everything of the outside world it may use beside its own options. */
export interface ModuleContext {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Cryptographically strong random bytes. */
  randomBytes(size: number): Uint8Array;
}
