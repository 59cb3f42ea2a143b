/** What a service that does not run inline may cost. */
export interface IsolationLimits {
  /** Memory of its JavaScript, in MiB; with all else that a process needs it may hold 128 more. Default 256. */
  readonly memory: number;
  /** Milliseconds until it has been loaded and started. Default 15,000. */
  readonly startTime: number;
  /** Milliseconds until an answer begins. A panel's own budget is shorter. Default 10,000. */
  readonly callTime: number;
  /** Milliseconds until an answer has been given whole. Default 30,000. */
  readonly answerTime: number;
  /** Milliseconds for which it may do nothing else but compute; then it is ended. Default 5,000. */
  readonly silence: number;
  /** Bytes of one answer. Default 4 MiB. */
  readonly answerBytes: number;
  /** Bytes of one request to the record, and of one answer of it. Default 32 MiB. */
  readonly recordBytes: number;
  /** Calls in hand at once. Default 64. */
  readonly callsInHand: number;
  /** Questions to the record in hand at once. Default 256. */
  readonly asksInHand: number;
  /** Messages of it in a second; with more it is ended. Default 20,000. */
  readonly messagesPerSecond: number;
  /** Lines it may write into the log in a minute. Default 60. */
  readonly logLines: number;
}

/** What holds where nothing else is said. */
const defaultIsolation: IsolationLimits = {
  memory: 256,
  startTime: 15_000,
  callTime: 10_000,
  answerTime: 30_000,
  silence: 5_000,
  answerBytes: 4 * 1024 * 1024,
  recordBytes: 32 * 1024 * 1024,
  callsInHand: 64,
  asksInHand: 256,
  messagesPerSecond: 20_000,
  logLines: 60,
};

/** The limits of an assembly. */
export function isolationOf({ isolation }: { readonly isolation?: Partial<IsolationLimits> }): IsolationLimits {
  return { ...defaultIsolation, ...isolation };
}
