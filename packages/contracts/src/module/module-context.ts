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
  /**
   * Tells whoever runs the module that it cannot go on, and that nothing but a new start of the process helps. From then on `health`
   * says `fail` and the module's methods reject; the assembly finishes the requests in hand, stops, and ends its process with a failure.
   * Not for what may pass, such as a full disk. Absent where nobody listens: the module then says it by its `health` alone.
   *
   * @param reason - one sentence for a person, free of patient data.
   */
  failed?(reason: string): void;
  /**
   * The start only looks: it makes no file and no schema, and brings none up to date, since programs of another release may be using it.
   * Where what is kept has not the schema of this program it rejects, `precondition-failed` if that is an earlier one, or if there is nothing
   * yet. Default false.
   */
  readonly keepsSchema?: boolean;
}
