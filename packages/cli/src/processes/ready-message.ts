/** What a process that serves tells the one that keeps it, once it listens. */
export interface ReadyMessage {
  readonly ready: string;
}

/** Whether something that came from a process is this message. */
export function tellsReady(message: unknown): message is ReadyMessage {
  return typeof message === 'object' && message !== null && 'ready' in message && typeof message.ready === 'string';
}
