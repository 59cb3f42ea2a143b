import type { LogFields, Logger } from '@baseplate-epr/contracts';

/** One line of a log. */
export interface CollectedLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: LogFields;
}

/** A logger that keeps what it is told, so that a case can look for what must not be there. */
export interface CollectedLog extends Logger {
  readonly lines: readonly CollectedLine[];
}

/** Makes an empty {@link CollectedLog}. */
export function createCollectingLogger(): CollectedLog {
  const lines: CollectedLine[] = [];
  const collect =
    (level: CollectedLine['level']) =>
    (message: string, fields: LogFields = {}): void => {
      lines.push({ level, message, fields });
    };
  return { lines, info: collect('info'), warn: collect('warn'), error: collect('error') };
}
