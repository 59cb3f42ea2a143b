import type { Message } from '@baseplate-epr/service-host';
import type { ProcessorTime } from './process-usage.ts';

/** A process or thread that serves one digital service. */
export interface HostedProgram {
  send(message: Message): void;
  /** Takes messages from now on; `onFault` when what comes is none. */
  listen(onMessage: (message: Message) => void, onFault: () => void): void;
  /** The last it has said by itself until now, for whoever installs it. From here on nothing is kept: it may be about patients. */
  lastWords(): string;
  /** Resolves with a few words when it has ended, by itself or not. */
  readonly ended: Promise<string>;
  /** Ends it at once, whatever it does. */
  kill(): void;
  /** Bytes it holds, where that can be known from outside. */
  memory(): Promise<number | undefined>;
  /** What it has had of the processors, where that can be known from outside. */
  processorTime(): Promise<ProcessorTime | undefined>;
  /** From now on it computes only when nothing of the record wants to, where the system can do that. For good: there is no way back. */
  stepBack(): void;
}
